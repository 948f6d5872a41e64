// Generated from the migrations by `npm run types`. Do not edit.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      activities: {
        Row: {
          actor_id: string | null;
          changes: NonNullable<Json>;
          contact_id: string | null;
          created_at: string;
          data: NonNullable<Json>;
          depth: number;
          id: string;
          key: string | null;
          keys: string[];
          occurred_at: string;
          run_id: string | null;
          seq: number;
          source: string;
          subject_id: string;
          subject_type: string;
          type: string;
          workflow_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          actor_id?: string | null;
          changes?: NonNullable<Json>;
          contact_id?: string | null;
          created_at?: string;
          data?: NonNullable<Json>;
          depth?: number;
          id?: string;
          key?: string | null;
          keys?: string[];
          occurred_at?: string;
          run_id?: string | null;
          seq?: never;
          source?: string;
          subject_id: string;
          subject_type?: string;
          type: string;
          workflow_id?: string | null;
          workspace_id: string;
        };
        Update: {
          actor_id?: string | null;
          changes?: NonNullable<Json>;
          contact_id?: string | null;
          created_at?: string;
          data?: NonNullable<Json>;
          depth?: number;
          id?: string;
          key?: string | null;
          keys?: string[];
          occurred_at?: string;
          run_id?: string | null;
          seq?: never;
          source?: string;
          subject_id?: string;
          subject_type?: string;
          type?: string;
          workflow_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "activities_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      api_keys: {
        Row: {
          created_at: string;
          created_by: string | null;
          expires_at: string | null;
          hash: string;
          id: string;
          last_used_at: string | null;
          name: string;
          prefix: string;
          revoked_at: string | null;
          role: string;
          scopes: string[];
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          expires_at?: string | null;
          hash: string;
          id?: string;
          last_used_at?: string | null;
          name: string;
          prefix: string;
          revoked_at?: string | null;
          role?: string;
          scopes?: string[];
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          expires_at?: string | null;
          hash?: string;
          id?: string;
          last_used_at?: string | null;
          name?: string;
          prefix?: string;
          revoked_at?: string | null;
          role?: string;
          scopes?: string[];
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "api_keys_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      backtests: {
        Row: {
          created_at: string;
          created_by: string | null;
          days: number;
          draft: NonNullable<Json>;
          ended_at: string | null;
          entry: NonNullable<Json>;
          error: string | null;
          heartbeat_at: string;
          id: string;
          max_activities: number;
          result: Json | null;
          revision: number;
          seen: number;
          started_at: string | null;
          status: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          days: number;
          draft: NonNullable<Json>;
          ended_at?: string | null;
          entry?: NonNullable<Json>;
          error?: string | null;
          heartbeat_at?: string;
          id?: string;
          max_activities: number;
          result?: Json | null;
          revision: number;
          seen?: number;
          started_at?: string | null;
          status?: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          days?: number;
          draft?: NonNullable<Json>;
          ended_at?: string | null;
          entry?: NonNullable<Json>;
          error?: string | null;
          heartbeat_at?: string;
          id?: string;
          max_activities?: number;
          result?: Json | null;
          revision?: number;
          seen?: number;
          started_at?: string | null;
          status?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "backtests_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      bulk_enrolments: {
        Row: {
          created_at: string;
          created_by: string | null;
          cursor: string | null;
          data: NonNullable<Json>;
          ended_at: string | null;
          filter: NonNullable<Json>;
          id: string;
          looked_at: number;
          reason: string | null;
          requested: number;
          sent_at: string | null;
          status: string;
          total: number;
          updated_at: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          data?: NonNullable<Json>;
          ended_at?: string | null;
          filter: NonNullable<Json>;
          id?: string;
          looked_at?: number;
          reason?: string | null;
          requested?: number;
          sent_at?: string | null;
          status?: string;
          total?: number;
          updated_at?: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          data?: NonNullable<Json>;
          ended_at?: string | null;
          filter?: NonNullable<Json>;
          id?: string;
          looked_at?: number;
          reason?: string | null;
          requested?: number;
          sent_at?: string | null;
          status?: string;
          total?: number;
          updated_at?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "bulk_enrolments_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      calls: {
        Row: {
          answered_at: string | null;
          asked_at: string | null;
          checked_at: string | null;
          contact_id: string | null;
          cost_currency: string;
          cost_micros: number;
          created_at: string;
          duration_seconds: number | null;
          ended_at: string | null;
          id: string;
          machine: boolean;
          message_id: string;
          node_id: string | null;
          outcome: string | null;
          priced_at: string | null;
          provider: string;
          provider_id: string | null;
          reason: string | null;
          run_id: string | null;
          script: NonNullable<Json>;
          status: string;
          to_number: string;
          transcript: NonNullable<Json>;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          answered_at?: string | null;
          asked_at?: string | null;
          checked_at?: string | null;
          contact_id?: string | null;
          cost_currency?: string;
          cost_micros?: number;
          created_at?: string;
          duration_seconds?: number | null;
          ended_at?: string | null;
          id?: string;
          machine?: boolean;
          message_id: string;
          node_id?: string | null;
          outcome?: string | null;
          priced_at?: string | null;
          provider: string;
          provider_id?: string | null;
          reason?: string | null;
          run_id?: string | null;
          script: NonNullable<Json>;
          status?: string;
          to_number: string;
          transcript?: NonNullable<Json>;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          answered_at?: string | null;
          asked_at?: string | null;
          checked_at?: string | null;
          contact_id?: string | null;
          cost_currency?: string;
          cost_micros?: number;
          created_at?: string;
          duration_seconds?: number | null;
          ended_at?: string | null;
          id?: string;
          machine?: boolean;
          message_id?: string;
          node_id?: string | null;
          outcome?: string | null;
          priced_at?: string | null;
          provider?: string;
          provider_id?: string | null;
          reason?: string | null;
          run_id?: string | null;
          script?: NonNullable<Json>;
          status?: string;
          to_number?: string;
          transcript?: NonNullable<Json>;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "calls_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "calls_workspace_id_message_id_fkey";
            columns: ["workspace_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "calls_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      connections: {
        Row: {
          config: NonNullable<Json>;
          created_at: string;
          created_by: string | null;
          id: string;
          last_error: string | null;
          name: string;
          provider: string;
          secret: string | null;
          status: string;
          tested_at: string | null;
          updated_at: string;
          webhook_secret: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          config?: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          id?: string;
          last_error?: string | null;
          name: string;
          provider: string;
          secret?: string | null;
          status?: string;
          tested_at?: string | null;
          updated_at?: string;
          webhook_secret?: string | null;
          workspace_id: string;
        };
        Update: {
          config?: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          id?: string;
          last_error?: string | null;
          name?: string;
          provider?: string;
          secret?: string | null;
          status?: string;
          tested_at?: string | null;
          updated_at?: string;
          webhook_secret?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "connections_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      contact_consents: {
        Row: {
          actor_id: string | null;
          at: string;
          channel: string;
          contact_id: string;
          id: string;
          ip: string | null;
          seq: number;
          source: string;
          status: string;
          text: string | null;
          user_agent: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          actor_id?: string | null;
          at?: string;
          channel: string;
          contact_id: string;
          id?: string;
          ip?: string | null;
          seq?: never;
          source: string;
          status: string;
          text?: string | null;
          user_agent?: string | null;
          workspace_id: string;
        };
        Update: {
          actor_id?: string | null;
          at?: string;
          channel?: string;
          contact_id?: string;
          id?: string;
          ip?: string | null;
          seq?: never;
          source?: string;
          status?: string;
          text?: string | null;
          user_agent?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "contact_consents_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      contact_occurrences: {
        Row: {
          at: string;
          contact_id: string;
          created_at: string;
          node_id: string;
          on_date: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          at: string;
          contact_id: string;
          created_at?: string;
          node_id: string;
          on_date: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          at?: string;
          contact_id?: string;
          created_at?: string;
          node_id?: string;
          on_date?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "contact_occurrences_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "contact_occurrences_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      contacts: {
        Row: {
          company: string | null;
          created_at: string;
          created_by: string | null;
          custom: NonNullable<Json>;
          deleted_at: string | null;
          do_not_contact: boolean;
          email: string | null;
          first_name: string | null;
          first_touch: Json | null;
          id: string;
          job_title: string | null;
          last_activity_at: string | null;
          last_name: string | null;
          last_touch: Json | null;
          locale: string | null;
          owner_id: string | null;
          phone: string | null;
          score: number;
          search: unknown;
          source: string | null;
          status: string;
          tags: string[];
          time_zone: string | null;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          company?: string | null;
          created_at?: string;
          created_by?: string | null;
          custom?: NonNullable<Json>;
          deleted_at?: string | null;
          do_not_contact?: boolean;
          email?: string | null;
          first_name?: string | null;
          first_touch?: Json | null;
          id?: string;
          job_title?: string | null;
          last_activity_at?: string | null;
          last_name?: string | null;
          last_touch?: Json | null;
          locale?: string | null;
          owner_id?: string | null;
          phone?: string | null;
          score?: number;
          search?: never;
          source?: string | null;
          status?: string;
          tags?: string[];
          time_zone?: string | null;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          company?: string | null;
          created_at?: string;
          created_by?: string | null;
          custom?: NonNullable<Json>;
          deleted_at?: string | null;
          do_not_contact?: boolean;
          email?: string | null;
          first_name?: string | null;
          first_touch?: Json | null;
          id?: string;
          job_title?: string | null;
          last_activity_at?: string | null;
          last_name?: string | null;
          last_touch?: Json | null;
          locale?: string | null;
          owner_id?: string | null;
          phone?: string | null;
          score?: number;
          search?: never;
          source?: string | null;
          status?: string;
          tags?: string[];
          time_zone?: string | null;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "contacts_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      conversions: {
        Row: {
          at: string;
          contact_id: string;
          id: string;
          is_test: boolean;
          name: string;
          node_id: string | null;
          run_id: string | null;
          value: number | null;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          at?: string;
          contact_id: string;
          id?: string;
          is_test?: boolean;
          name: string;
          node_id?: string | null;
          run_id?: string | null;
          value?: number | null;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          at?: string;
          contact_id?: string;
          id?: string;
          is_test?: boolean;
          name?: string;
          node_id?: string | null;
          run_id?: string | null;
          value?: number | null;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "conversions_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "conversions_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "conversions_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      dispatch_queue: {
        Row: {
          activity_id: string;
          attempts: number;
          created_at: string;
          last_error: string | null;
          next_at: string;
          parked: boolean;
          seq: number;
          subject_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          activity_id: string;
          attempts?: number;
          created_at?: string;
          last_error?: string | null;
          next_at?: string;
          parked?: boolean;
          seq: number;
          subject_id: string;
          workspace_id: string;
        };
        Update: {
          activity_id?: string;
          attempts?: number;
          created_at?: string;
          last_error?: string | null;
          next_at?: string;
          parked?: boolean;
          seq?: number;
          subject_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "dispatch_queue_workspace_id_activity_id_fkey";
            columns: ["workspace_id", "activity_id"];
            isOneToOne: false;
            referencedRelation: "activities";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      effects: {
        Row: {
          attempts: number;
          claimed_at: string;
          cost_currency: string;
          cost_micros: number | null;
          error: string | null;
          first_claimed_at: string;
          id: string;
          key: string;
          kind: string;
          message_id: string | null;
          owner: string;
          provider: string;
          request: string;
          result: Json | null;
          run_id: string | null;
          status: string;
          taken_over: boolean;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempts?: number;
          claimed_at?: string;
          cost_currency?: string;
          cost_micros?: number | null;
          error?: string | null;
          first_claimed_at?: string;
          id?: string;
          key: string;
          kind: string;
          message_id?: string | null;
          owner: string;
          provider: string;
          request: string;
          result?: Json | null;
          run_id?: string | null;
          status?: string;
          taken_over?: boolean;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          attempts?: number;
          claimed_at?: string;
          cost_currency?: string;
          cost_micros?: number | null;
          error?: string | null;
          first_claimed_at?: string;
          id?: string;
          key?: string;
          kind?: string;
          message_id?: string | null;
          owner?: string;
          provider?: string;
          request?: string;
          result?: Json | null;
          run_id?: string | null;
          status?: string;
          taken_over?: boolean;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "effects_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "effects_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      enrolment_requests: {
        Row: {
          bulk_enrolment_id: string | null;
          contact_id: string;
          created_at: string;
          created_by: string | null;
          data: NonNullable<Json>;
          from_run_id: string | null;
          from_workflow_id: string | null;
          id: string;
          step_key: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          bulk_enrolment_id?: string | null;
          contact_id: string;
          created_at?: string;
          created_by?: string | null;
          data?: NonNullable<Json>;
          from_run_id?: string | null;
          from_workflow_id?: string | null;
          id?: string;
          step_key?: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          bulk_enrolment_id?: string | null;
          contact_id?: string;
          created_at?: string;
          created_by?: string | null;
          data?: NonNullable<Json>;
          from_run_id?: string | null;
          from_workflow_id?: string | null;
          id?: string;
          step_key?: string | null;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "enrolment_requests_workspace_id_bulk_enrolment_id_fkey";
            columns: ["workspace_id", "bulk_enrolment_id"];
            isOneToOne: false;
            referencedRelation: "bulk_enrolments";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "enrolment_requests_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "enrolment_requests_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      entry_decisions: {
        Row: {
          activity_id: string | null;
          bulk_enrolment_id: string | null;
          contact_id: string | null;
          created_at: string;
          detail: NonNullable<Json>;
          entered: boolean;
          id: string;
          reason: string;
          rule: string;
          run_id: string | null;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          activity_id?: string | null;
          bulk_enrolment_id?: string | null;
          contact_id?: string | null;
          created_at?: string;
          detail?: NonNullable<Json>;
          entered: boolean;
          id?: string;
          reason: string;
          rule: string;
          run_id?: string | null;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          activity_id?: string | null;
          bulk_enrolment_id?: string | null;
          contact_id?: string | null;
          created_at?: string;
          detail?: NonNullable<Json>;
          entered?: boolean;
          id?: string;
          reason?: string;
          rule?: string;
          run_id?: string | null;
          version_id?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "entry_decisions_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "entry_decisions_workspace_id_version_id_fkey";
            columns: ["workspace_id", "version_id"];
            isOneToOne: false;
            referencedRelation: "workflow_versions";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "entry_decisions_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      events: {
        Row: {
          contact_id: string;
          created_at: string;
          event_id: string | null;
          id: string;
          name: string;
          occurred_at: string;
          properties: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          contact_id: string;
          created_at?: string;
          event_id?: string | null;
          id?: string;
          name: string;
          occurred_at?: string;
          properties?: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          contact_id?: string;
          created_at?: string;
          event_id?: string | null;
          id?: string;
          name?: string;
          occurred_at?: string;
          properties?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "events_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      experiment_assignments: {
        Row: {
          assigned_at: string;
          contact_id: string;
          experiment_id: string;
          variant: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          assigned_at?: string;
          contact_id: string;
          experiment_id: string;
          variant: string;
          workspace_id: string;
        };
        Update: {
          assigned_at?: string;
          contact_id?: string;
          experiment_id?: string;
          variant?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "experiment_assignments_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "experiment_assignments_workspace_id_experiment_id_fkey";
            columns: ["workspace_id", "experiment_id"];
            isOneToOne: false;
            referencedRelation: "experiments";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      experiments: {
        Row: {
          created_at: string;
          created_by: string | null;
          ended_at: string | null;
          goal: NonNullable<Json>;
          holdout_percent: number;
          id: string;
          name: string;
          started_at: string | null;
          status: string;
          updated_at: string;
          variants: NonNullable<Json>;
          window_days: number;
          winner: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          ended_at?: string | null;
          goal: NonNullable<Json>;
          holdout_percent?: number;
          id?: string;
          name: string;
          started_at?: string | null;
          status?: string;
          updated_at?: string;
          variants: NonNullable<Json>;
          window_days?: number;
          winner?: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          ended_at?: string | null;
          goal?: NonNullable<Json>;
          holdout_percent?: number;
          id?: string;
          name?: string;
          started_at?: string | null;
          status?: string;
          updated_at?: string;
          variants?: NonNullable<Json>;
          window_days?: number;
          winner?: string | null;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "experiments_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      form_versions: {
        Row: {
          content: NonNullable<Json>;
          created_at: string;
          created_by: string | null;
          form_id: string;
          id: string;
          note: string;
          number: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          content: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          form_id: string;
          id?: string;
          note?: string;
          number: number;
          workspace_id: string;
        };
        Update: {
          content?: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          form_id?: string;
          id?: string;
          note?: string;
          number?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "form_versions_workspace_id_form_id_fkey";
            columns: ["workspace_id", "form_id"];
            isOneToOne: false;
            referencedRelation: "forms";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      forms: {
        Row: {
          created_at: string;
          created_by: string | null;
          deleted_at: string | null;
          draft: NonNullable<Json>;
          id: string;
          name: string;
          public_id: string;
          published_version_id: string | null;
          revision: number;
          status: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          draft: NonNullable<Json>;
          id?: string;
          name: string;
          public_id: string;
          published_version_id?: string | null;
          revision?: number;
          status?: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          deleted_at?: string | null;
          draft?: NonNullable<Json>;
          id?: string;
          name?: string;
          public_id?: string;
          published_version_id?: string | null;
          revision?: number;
          status?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "forms_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "forms_workspace_id_published_version_id_fkey";
            columns: ["workspace_id", "published_version_id"];
            isOneToOne: false;
            referencedRelation: "form_versions";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      generations: {
        Row: {
          contact_id: string | null;
          cost_micros: number;
          created_at: string;
          effect_id: string | null;
          id: string;
          input_tokens: number;
          model: string;
          node_id: string | null;
          output_tokens: number;
          price_known: boolean;
          provider: string;
          purpose: string;
          run_id: string | null;
          status: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          contact_id?: string | null;
          cost_micros?: number;
          created_at?: string;
          effect_id?: string | null;
          id?: string;
          input_tokens: number;
          model: string;
          node_id?: string | null;
          output_tokens: number;
          price_known?: boolean;
          provider: string;
          purpose: string;
          run_id?: string | null;
          status?: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          contact_id?: string | null;
          cost_micros?: number;
          created_at?: string;
          effect_id?: string | null;
          id?: string;
          input_tokens?: number;
          model?: string;
          node_id?: string | null;
          output_tokens?: number;
          price_known?: boolean;
          provider?: string;
          purpose?: string;
          run_id?: string | null;
          status?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "generations_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "generations_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "generations_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      hook_deliveries: {
        Row: {
          contact_id: string | null;
          dedupe_key: string | null;
          headers: Json | null;
          hook_id: string;
          id: string;
          outcome: string;
          payload: Json | null;
          received_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          contact_id?: string | null;
          dedupe_key?: string | null;
          headers?: Json | null;
          hook_id: string;
          id?: string;
          outcome: string;
          payload?: Json | null;
          received_at?: string;
          workspace_id: string;
        };
        Update: {
          contact_id?: string | null;
          dedupe_key?: string | null;
          headers?: Json | null;
          hook_id?: string;
          id?: string;
          outcome?: string;
          payload?: Json | null;
          received_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "hook_deliveries_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "hook_deliveries_workspace_id_hook_id_fkey";
            columns: ["workspace_id", "hook_id"];
            isOneToOne: false;
            referencedRelation: "inbound_hooks";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      idempotency_keys: {
        Row: {
          body_hash: string;
          created_at: string;
          key: string;
          response: Json | null;
          route: string;
          secret: boolean;
          status: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body_hash: string;
          created_at?: string;
          key: string;
          response?: Json | null;
          route: string;
          secret?: boolean;
          status?: number | null;
          workspace_id: string;
        };
        Update: {
          body_hash?: string;
          created_at?: string;
          key?: string;
          response?: Json | null;
          route?: string;
          secret?: boolean;
          status?: number | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "idempotency_keys_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      inbound_hooks: {
        Row: {
          created_at: string;
          created_by: string | null;
          id: string;
          id_header: string | null;
          last_received_at: string | null;
          mapping: NonNullable<Json>;
          name: string;
          sealed: string | null;
          signature: string;
          signature_header: string | null;
          token: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          id?: string;
          id_header?: string | null;
          last_received_at?: string | null;
          mapping?: NonNullable<Json>;
          name: string;
          sealed?: string | null;
          signature?: string;
          signature_header?: string | null;
          token: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          id?: string;
          id_header?: string | null;
          last_received_at?: string | null;
          mapping?: NonNullable<Json>;
          name?: string;
          sealed?: string | null;
          signature?: string;
          signature_header?: string | null;
          token?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "inbound_hooks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      mailbox: {
        Row: {
          created_at: string;
          for_user: string | null;
          id: string;
          idempotency_key: string;
          message_id: string | null;
          request: NonNullable<Json>;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          for_user?: string | null;
          id?: string;
          idempotency_key: string;
          message_id?: string | null;
          request: NonNullable<Json>;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          for_user?: string | null;
          id?: string;
          idempotency_key?: string;
          message_id?: string | null;
          request?: NonNullable<Json>;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "mailbox_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      message_events: {
        Row: {
          created_at: string;
          data: NonNullable<Json>;
          id: string;
          machine: boolean;
          message_id: string;
          occurred_at: string;
          provider_event_id: string | null;
          settles_at: string | null;
          type: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          machine?: boolean;
          message_id: string;
          occurred_at?: string;
          provider_event_id?: string | null;
          settles_at?: string | null;
          type: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          data?: NonNullable<Json>;
          id?: string;
          machine?: boolean;
          message_id?: string;
          occurred_at?: string;
          provider_event_id?: string | null;
          settles_at?: string | null;
          type?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "message_events_workspace_id_message_id_fkey";
            columns: ["workspace_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      message_links: {
        Row: {
          created_at: string;
          message_id: string;
          position: number;
          url: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          message_id: string;
          position: number;
          url: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          message_id?: string;
          position?: number;
          url?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "message_links_workspace_id_message_id_fkey";
            columns: ["workspace_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      messages: {
        Row: {
          asked_at: string | null;
          channel: string;
          checked_at: string | null;
          checks: number;
          contact_id: string | null;
          cost_currency: string;
          cost_micros: number;
          created_at: string;
          decision: Json | null;
          direction: string;
          from_address: string | null;
          headers: NonNullable<Json>;
          html: string | null;
          id: string;
          node_id: string | null;
          priced_at: string | null;
          provider: string;
          provider_id: string | null;
          purpose: string;
          reason: string | null;
          reply_to: string | null;
          run_id: string | null;
          sent_at: string | null;
          status: string;
          subject: string | null;
          text: string | null;
          to_address: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          asked_at?: string | null;
          channel?: string;
          checked_at?: string | null;
          checks?: number;
          contact_id?: string | null;
          cost_currency?: string;
          cost_micros?: number;
          created_at?: string;
          decision?: Json | null;
          direction?: string;
          from_address?: string | null;
          headers?: NonNullable<Json>;
          html?: string | null;
          id?: string;
          node_id?: string | null;
          priced_at?: string | null;
          provider: string;
          provider_id?: string | null;
          purpose: string;
          reason?: string | null;
          reply_to?: string | null;
          run_id?: string | null;
          sent_at?: string | null;
          status?: string;
          subject?: string | null;
          text?: string | null;
          to_address: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          asked_at?: string | null;
          channel?: string;
          checked_at?: string | null;
          checks?: number;
          contact_id?: string | null;
          cost_currency?: string;
          cost_micros?: number;
          created_at?: string;
          decision?: Json | null;
          direction?: string;
          from_address?: string | null;
          headers?: NonNullable<Json>;
          html?: string | null;
          id?: string;
          node_id?: string | null;
          priced_at?: string | null;
          provider?: string;
          provider_id?: string | null;
          purpose?: string;
          reason?: string | null;
          reply_to?: string | null;
          run_id?: string | null;
          sent_at?: string | null;
          status?: string;
          subject?: string | null;
          text?: string | null;
          to_address?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "messages_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "messages_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      notes: {
        Row: {
          body: string;
          contact_id: string;
          created_at: string;
          created_by: string | null;
          id: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body: string;
          contact_id: string;
          created_at?: string;
          created_by?: string | null;
          id?: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          body?: string;
          contact_id?: string;
          created_at?: string;
          created_by?: string | null;
          id?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "notes_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      notifications: {
        Row: {
          body: string;
          created_at: string;
          id: string;
          path: string | null;
          read_at: string | null;
          title: string;
          user_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body?: string;
          created_at?: string;
          id?: string;
          path?: string | null;
          read_at?: string | null;
          title: string;
          user_id: string;
          workspace_id: string;
        };
        Update: {
          body?: string;
          created_at?: string;
          id?: string;
          path?: string | null;
          read_at?: string | null;
          title?: string;
          user_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "notifications_workspace_id_user_id_fkey";
            columns: ["workspace_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "workspace_members";
            referencedColumns: ["workspace_id", "user_id"];
          },
        ];
      };
      phone_box: {
        Row: {
          body: string;
          channel: string;
          created_at: string;
          direction: string;
          id: string;
          idempotency_key: string;
          message_id: string | null;
          newest: boolean;
          number: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          body: string;
          channel: string;
          created_at?: string;
          direction: string;
          id?: string;
          idempotency_key: string;
          message_id?: string | null;
          newest?: boolean;
          number: string;
          workspace_id: string;
        };
        Update: {
          body?: string;
          channel?: string;
          created_at?: string;
          direction?: string;
          id?: string;
          idempotency_key?: string;
          message_id?: string | null;
          newest?: boolean;
          number?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phone_box_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phone_box_workspace_id_message_id_fkey";
            columns: ["workspace_id", "message_id"];
            isOneToOne: false;
            referencedRelation: "messages";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      profiles: {
        Row: {
          created_at: string;
          email: string;
          name: string;
          preferences: NonNullable<Json>;
          updated_at: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          email: string;
          name?: string;
          preferences?: NonNullable<Json>;
          updated_at?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          email?: string;
          name?: string;
          preferences?: NonNullable<Json>;
          updated_at?: string;
          user_id?: string;
        };
        Relationships: [];
      };
      rotations: {
        Row: {
          key: string;
          last_user_id: string | null;
          turns: number;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          key: string;
          last_user_id?: string | null;
          turns?: number;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          key?: string;
          last_user_id?: string | null;
          turns?: number;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "rotations_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      run_actions: {
        Row: {
          action: string;
          created_at: string;
          created_by: string | null;
          cursor: string | null;
          done: number;
          ended_at: string | null;
          filter: NonNullable<Json>;
          id: string;
          looked_at: number;
          options: NonNullable<Json>;
          refused: NonNullable<Json>;
          sent_at: string | null;
          status: string;
          total: number;
          until: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          action: string;
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          done?: number;
          ended_at?: string | null;
          filter: NonNullable<Json>;
          id?: string;
          looked_at?: number;
          options?: NonNullable<Json>;
          refused?: NonNullable<Json>;
          sent_at?: string | null;
          status?: string;
          total?: number;
          until: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          action?: string;
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          done?: number;
          ended_at?: string | null;
          filter?: NonNullable<Json>;
          id?: string;
          looked_at?: number;
          options?: NonNullable<Json>;
          refused?: NonNullable<Json>;
          sent_at?: string | null;
          status?: string;
          total?: number;
          until?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [];
      };
      secrets: {
        Row: {
          created_at: string;
          created_by: string | null;
          hosts: string[];
          id: string;
          last_used_at: string | null;
          name: string;
          sealed: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          hosts: string[];
          id?: string;
          last_used_at?: string | null;
          name: string;
          sealed: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          hosts?: string[];
          id?: string;
          last_used_at?: string | null;
          name?: string;
          sealed?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "secrets_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      segment_members: {
        Row: {
          added_at: string;
          added_by: string | null;
          contact_id: string;
          segment_id: string;
          source: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          added_at?: string;
          added_by?: string | null;
          contact_id: string;
          segment_id: string;
          source?: string;
          workspace_id: string;
        };
        Update: {
          added_at?: string;
          added_by?: string | null;
          contact_id?: string;
          segment_id?: string;
          source?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "segment_members_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "segment_members_workspace_id_segment_id_fkey";
            columns: ["workspace_id", "segment_id"];
            isOneToOne: false;
            referencedRelation: "segments";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      segments: {
        Row: {
          created_at: string;
          created_by: string | null;
          description: string;
          id: string;
          kind: string;
          name: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          description?: string;
          id?: string;
          kind?: string;
          name: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          description?: string;
          id?: string;
          kind?: string;
          name?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "segments_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      submissions: {
        Row: {
          answers: NonNullable<Json>;
          consent: Json | null;
          contact_id: string | null;
          created_at: string;
          differs: NonNullable<Json>;
          form_id: string;
          id: string;
          ip: string | null;
          nonce: string;
          referrer: string | null;
          user_agent: string | null;
          utm: NonNullable<Json>;
          version_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          answers: NonNullable<Json>;
          consent?: Json | null;
          contact_id?: string | null;
          created_at?: string;
          differs?: NonNullable<Json>;
          form_id: string;
          id?: string;
          ip?: string | null;
          nonce: string;
          referrer?: string | null;
          user_agent?: string | null;
          utm?: NonNullable<Json>;
          version_id: string;
          workspace_id: string;
        };
        Update: {
          answers?: NonNullable<Json>;
          consent?: Json | null;
          contact_id?: string | null;
          created_at?: string;
          differs?: NonNullable<Json>;
          form_id?: string;
          id?: string;
          ip?: string | null;
          nonce?: string;
          referrer?: string | null;
          user_agent?: string | null;
          utm?: NonNullable<Json>;
          version_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "submissions_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "submissions_workspace_id_form_id_fkey";
            columns: ["workspace_id", "form_id"];
            isOneToOne: false;
            referencedRelation: "forms";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "submissions_workspace_id_version_id_fkey";
            columns: ["workspace_id", "version_id"];
            isOneToOne: false;
            referencedRelation: "form_versions";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      suppressions: {
        Row: {
          address: string;
          channel: string;
          created_at: string;
          message_id: string | null;
          reason: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          address: string;
          channel: string;
          created_at?: string;
          message_id?: string | null;
          reason: string;
          workspace_id: string;
        };
        Update: {
          address?: string;
          channel?: string;
          created_at?: string;
          message_id?: string | null;
          reason?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "suppressions_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      tasks: {
        Row: {
          asked: string[];
          assignee_id: string | null;
          body: string;
          closed_reason: string | null;
          comment: string | null;
          contact_id: string | null;
          created_at: string;
          created_by: string | null;
          decided_at: string | null;
          decided_by: string | null;
          due_at: string | null;
          due_order: string;
          id: string;
          kind: string;
          node_id: string | null;
          outcome: string | null;
          run_id: string | null;
          status: string;
          step_key: string | null;
          title: string;
          updated_at: string;
          visit: number | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          asked?: string[];
          assignee_id?: string | null;
          body?: string;
          closed_reason?: string | null;
          comment?: string | null;
          contact_id?: string | null;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          due_at?: string | null;
          due_order?: never;
          id?: string;
          kind?: string;
          node_id?: string | null;
          outcome?: string | null;
          run_id?: string | null;
          status?: string;
          step_key?: string | null;
          title: string;
          updated_at?: string;
          visit?: number | null;
          workspace_id: string;
        };
        Update: {
          asked?: string[];
          assignee_id?: string | null;
          body?: string;
          closed_reason?: string | null;
          comment?: string | null;
          contact_id?: string | null;
          created_at?: string;
          created_by?: string | null;
          decided_at?: string | null;
          decided_by?: string | null;
          due_at?: string | null;
          due_order?: never;
          id?: string;
          kind?: string;
          node_id?: string | null;
          outcome?: string | null;
          run_id?: string | null;
          status?: string;
          step_key?: string | null;
          title?: string;
          updated_at?: string;
          visit?: number | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "tasks_workspace_id_assignee_id_fkey";
            columns: ["workspace_id", "assignee_id"];
            isOneToOne: false;
            referencedRelation: "workspace_members";
            referencedColumns: ["workspace_id", "user_id"];
          },
          {
            foreignKeyName: "tasks_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "tasks_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "tasks_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_collaborators: {
        Row: {
          added_by: string | null;
          created_at: string;
          role: string;
          updated_at: string;
          user_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          added_by?: string | null;
          created_at?: string;
          role: string;
          updated_at?: string;
          user_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          added_by?: string | null;
          created_at?: string;
          role?: string;
          updated_at?: string;
          user_id?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_collaborators_workspace_id_user_id_fkey";
            columns: ["workspace_id", "user_id"];
            isOneToOne: false;
            referencedRelation: "workspace_members";
            referencedColumns: ["workspace_id", "user_id"];
          },
          {
            foreignKeyName: "workflow_collaborators_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_comments: {
        Row: {
          author_id: string | null;
          body: string;
          created_at: string;
          id: string;
          node_id: string | null;
          resolved_at: string | null;
          resolved_by: string | null;
          updated_at: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          author_id?: string | null;
          body: string;
          created_at?: string;
          id?: string;
          node_id?: string | null;
          resolved_at?: string | null;
          resolved_by?: string | null;
          updated_at?: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          author_id?: string | null;
          body?: string;
          created_at?: string;
          id?: string;
          node_id?: string | null;
          resolved_at?: string | null;
          resolved_by?: string | null;
          updated_at?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_comments_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_forks: {
        Row: {
          arrived: number;
          branches: number;
          id: string;
          items: Json | null;
          joined_at: string | null;
          loop: Json | null;
          node_id: string;
          path: string;
          run_id: string;
          visit: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          arrived?: number;
          branches: number;
          id?: string;
          items?: Json | null;
          joined_at?: string | null;
          loop?: Json | null;
          node_id: string;
          path: string;
          run_id: string;
          visit: number;
          workspace_id: string;
        };
        Update: {
          arrived?: number;
          branches?: number;
          id?: string;
          items?: Json | null;
          joined_at?: string | null;
          loop?: Json | null;
          node_id?: string;
          path?: string;
          run_id?: string;
          visit?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_forks_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_move_people: {
        Row: {
          created_at: string;
          from_version_id: string;
          move_id: string;
          node_id: string;
          outcome: string;
          reason: string | null;
          run_id: string;
          to_node_id: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          from_version_id: string;
          move_id: string;
          node_id: string;
          outcome: string;
          reason?: string | null;
          run_id: string;
          to_node_id?: string | null;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          from_version_id?: string;
          move_id?: string;
          node_id?: string;
          outcome?: string;
          reason?: string | null;
          run_id?: string;
          to_node_id?: string | null;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_move_people_workspace_id_move_id_fkey";
            columns: ["workspace_id", "move_id"];
            isOneToOne: false;
            referencedRelation: "workflow_moves";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_move_people_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_moves: {
        Row: {
          choices: NonNullable<Json>;
          created_at: string;
          created_by: string | null;
          cursor: string | null;
          ended: number;
          ended_at: string | null;
          id: string;
          moved: number;
          sent_at: string | null;
          status: string;
          stayed: number;
          total: number;
          updated_at: string;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          choices: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          ended?: number;
          ended_at?: string | null;
          id?: string;
          moved?: number;
          sent_at?: string | null;
          status?: string;
          stayed?: number;
          total?: number;
          updated_at?: string;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          choices?: NonNullable<Json>;
          created_at?: string;
          created_by?: string | null;
          cursor?: string | null;
          ended?: number;
          ended_at?: string | null;
          id?: string;
          moved?: number;
          sent_at?: string | null;
          status?: string;
          stayed?: number;
          total?: number;
          updated_at?: string;
          version_id?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_moves_workspace_id_version_id_fkey";
            columns: ["workspace_id", "version_id"];
            isOneToOne: false;
            referencedRelation: "workflow_versions";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_moves_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_run_steps: {
        Row: {
          attempts: number;
          copied: boolean;
          ended_at: string | null;
          error: string | null;
          id: string;
          input: NonNullable<Json>;
          node_id: string;
          node_key: string;
          node_type: string;
          note: string | null;
          outlet: string | null;
          output: NonNullable<Json>;
          path: string;
          run_id: string;
          seq: number;
          started_at: string;
          status: string;
          token_id: string;
          visit: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          attempts?: number;
          copied?: boolean;
          ended_at?: string | null;
          error?: string | null;
          id?: string;
          input?: NonNullable<Json>;
          node_id: string;
          node_key: string;
          node_type: string;
          note?: string | null;
          outlet?: string | null;
          output?: NonNullable<Json>;
          path?: string;
          run_id: string;
          seq?: never;
          started_at?: string;
          status: string;
          token_id: string;
          visit: number;
          workspace_id: string;
        };
        Update: {
          attempts?: number;
          copied?: boolean;
          ended_at?: string | null;
          error?: string | null;
          id?: string;
          input?: NonNullable<Json>;
          node_id?: string;
          node_key?: string;
          node_type?: string;
          note?: string | null;
          outlet?: string | null;
          output?: NonNullable<Json>;
          path?: string;
          run_id?: string;
          seq?: never;
          started_at?: string;
          status?: string;
          token_id?: string;
          visit?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_run_steps_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_runs: {
        Row: {
          bulk_enrolment_id: string | null;
          contact_id: string | null;
          created_at: string;
          depth: number;
          ended_at: string | null;
          entry_key: string;
          id: string;
          is_test: boolean;
          reason: string | null;
          reentry_key: string | null;
          retry_of: string | null;
          root_run_id: string;
          started_at: string;
          status: string;
          subject_id: string;
          subject_type: string;
          trigger: NonNullable<Json>;
          updated_at: string;
          vars: NonNullable<Json>;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          bulk_enrolment_id?: string | null;
          contact_id?: string | null;
          created_at?: string;
          depth?: number;
          ended_at?: string | null;
          entry_key: string;
          id?: string;
          is_test?: boolean;
          reason?: string | null;
          reentry_key?: string | null;
          retry_of?: string | null;
          root_run_id: string;
          started_at?: string;
          status?: string;
          subject_id: string;
          subject_type?: string;
          trigger?: NonNullable<Json>;
          updated_at?: string;
          vars?: NonNullable<Json>;
          version_id: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          bulk_enrolment_id?: string | null;
          contact_id?: string | null;
          created_at?: string;
          depth?: number;
          ended_at?: string | null;
          entry_key?: string;
          id?: string;
          is_test?: boolean;
          reason?: string | null;
          reentry_key?: string | null;
          retry_of?: string | null;
          root_run_id?: string;
          started_at?: string;
          status?: string;
          subject_id?: string;
          subject_type?: string;
          trigger?: NonNullable<Json>;
          updated_at?: string;
          vars?: NonNullable<Json>;
          version_id?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_runs_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_runs_workspace_id_version_id_fkey";
            columns: ["workspace_id", "version_id"];
            isOneToOne: false;
            referencedRelation: "workflow_versions";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_runs_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_schedules: {
        Row: {
          config: NonNullable<Json>;
          created_at: string;
          cursor: string | null;
          id: string;
          kind: string;
          next_at: string | null;
          node_id: string;
          since: string;
          updated_at: string;
          workflow_id: string;
          workspace_id: string;
          zone: string;
        };
        ComputedFields: never;
        Insert: {
          config: NonNullable<Json>;
          created_at?: string;
          cursor?: string | null;
          id?: string;
          kind: string;
          next_at?: string | null;
          node_id: string;
          since?: string;
          updated_at?: string;
          workflow_id: string;
          workspace_id: string;
          zone: string;
        };
        Update: {
          config?: NonNullable<Json>;
          created_at?: string;
          cursor?: string | null;
          id?: string;
          kind?: string;
          next_at?: string | null;
          node_id?: string;
          since?: string;
          updated_at?: string;
          workflow_id?: string;
          workspace_id?: string;
          zone?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_schedules_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_splits: {
        Row: {
          check_at: string | null;
          created_at: string;
          decided_at: string | null;
          decided_by: string | null;
          decided_user: string | null;
          detail: NonNullable<Json>;
          node_id: string;
          updated_at: string;
          winner: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          check_at?: string | null;
          created_at?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_user?: string | null;
          detail?: NonNullable<Json>;
          node_id: string;
          updated_at?: string;
          winner?: string | null;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          check_at?: string | null;
          created_at?: string;
          decided_at?: string | null;
          decided_by?: string | null;
          decided_user?: string | null;
          detail?: NonNullable<Json>;
          node_id?: string;
          updated_at?: string;
          winner?: string | null;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_splits_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_test_cases: {
        Row: {
          created_at: string;
          created_by: string | null;
          expected: NonNullable<Json>;
          id: string;
          input: NonNullable<Json>;
          last_failures: NonNullable<Json>;
          last_passed: boolean | null;
          last_run_at: string | null;
          name: string;
          updated_at: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          expected?: NonNullable<Json>;
          id?: string;
          input?: NonNullable<Json>;
          last_failures?: NonNullable<Json>;
          last_passed?: boolean | null;
          last_run_at?: string | null;
          name: string;
          updated_at?: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          expected?: NonNullable<Json>;
          id?: string;
          input?: NonNullable<Json>;
          last_failures?: NonNullable<Json>;
          last_passed?: boolean | null;
          last_run_at?: string | null;
          name?: string;
          updated_at?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_test_cases_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_ticks: {
        Row: {
          batch: string[];
          created_at: string;
          cursor: string | null;
          ended_at: string | null;
          id: string;
          node_id: string;
          reached: number;
          status: string;
          tick_at: string;
          updated_at: string;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          batch?: string[];
          created_at?: string;
          cursor?: string | null;
          ended_at?: string | null;
          id?: string;
          node_id: string;
          reached?: number;
          status?: string;
          tick_at: string;
          updated_at?: string;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          batch?: string[];
          created_at?: string;
          cursor?: string | null;
          ended_at?: string | null;
          id?: string;
          node_id?: string;
          reached?: number;
          status?: string;
          tick_at?: string;
          updated_at?: string;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_ticks_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_tokens: {
        Row: {
          created_at: string;
          epoch: number;
          fork_id: string | null;
          held_at: string | null;
          held_by: string | null;
          held_for: string | null;
          id: string;
          lease_id: string | null;
          lease_run: string | null;
          lease_until: string | null;
          node_id: string;
          overdue: boolean;
          path: string;
          ready_at: string;
          run_id: string;
          sent_at: string | null;
          status: string;
          stopped: boolean;
          updated_at: string;
          visit: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          epoch?: number;
          fork_id?: string | null;
          held_at?: string | null;
          held_by?: string | null;
          held_for?: string | null;
          id?: string;
          lease_id?: string | null;
          lease_run?: string | null;
          lease_until?: string | null;
          node_id: string;
          overdue?: boolean;
          path?: string;
          ready_at?: string;
          run_id: string;
          sent_at?: string | null;
          status?: string;
          stopped?: boolean;
          updated_at?: string;
          visit?: number;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          epoch?: number;
          fork_id?: string | null;
          held_at?: string | null;
          held_by?: string | null;
          held_for?: string | null;
          id?: string;
          lease_id?: string | null;
          lease_run?: string | null;
          lease_until?: string | null;
          node_id?: string;
          overdue?: boolean;
          path?: string;
          ready_at?: string;
          run_id?: string;
          sent_at?: string | null;
          status?: string;
          stopped?: boolean;
          updated_at?: string;
          visit?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_tokens_workspace_id_fork_id_fkey";
            columns: ["workspace_id", "fork_id"];
            isOneToOne: false;
            referencedRelation: "workflow_forks";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_tokens_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_triggers: {
        Row: {
          conditions: Json | null;
          event_type: string;
          id: string;
          key: string | null;
          node_id: string;
          times: number;
          version_id: string;
          within_hours: number | null;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          conditions?: Json | null;
          event_type: string;
          id?: string;
          key?: string | null;
          node_id: string;
          times?: number;
          version_id: string;
          within_hours?: number | null;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          conditions?: Json | null;
          event_type?: string;
          id?: string;
          key?: string | null;
          node_id?: string;
          times?: number;
          version_id?: string;
          within_hours?: number | null;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_triggers_workspace_id_version_id_fkey";
            columns: ["workspace_id", "version_id"];
            isOneToOne: false;
            referencedRelation: "workflow_versions";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_triggers_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_versions: {
        Row: {
          created_at: string;
          created_by: string | null;
          graph: NonNullable<Json>;
          id: string;
          note: string;
          number: number;
          sends: boolean;
          workflow_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          graph: NonNullable<Json>;
          id?: string;
          note?: string;
          number: number;
          sends?: boolean;
          workflow_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          graph?: NonNullable<Json>;
          id?: string;
          note?: string;
          number?: number;
          sends?: boolean;
          workflow_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_versions_workspace_id_workflow_id_fkey";
            columns: ["workspace_id", "workflow_id"];
            isOneToOne: false;
            referencedRelation: "workflows";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_wait_events: {
        Row: {
          conditions: Json | null;
          event_type: string;
          key: string | null;
          position: number;
          subject_id: string;
          wait_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          conditions?: Json | null;
          event_type: string;
          key?: string | null;
          position: number;
          subject_id: string;
          wait_id: string;
          workspace_id: string;
        };
        Update: {
          conditions?: Json | null;
          event_type?: string;
          key?: string | null;
          position?: number;
          subject_id?: string;
          wait_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_wait_events_workspace_id_wait_id_fkey";
            columns: ["workspace_id", "wait_id"];
            isOneToOne: false;
            referencedRelation: "workflow_waits";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflow_waits: {
        Row: {
          created_at: string;
          due_at: string | null;
          id: string;
          kind: string;
          node_id: string;
          resolution: Json | null;
          resolved_at: string | null;
          run_id: string;
          sent_at: string | null;
          since: string;
          subject_id: string;
          token_id: string;
          visit: number;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          due_at?: string | null;
          id?: string;
          kind: string;
          node_id: string;
          resolution?: Json | null;
          resolved_at?: string | null;
          run_id: string;
          sent_at?: string | null;
          since?: string;
          subject_id: string;
          token_id: string;
          visit: number;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          due_at?: string | null;
          id?: string;
          kind?: string;
          node_id?: string;
          resolution?: Json | null;
          resolved_at?: string | null;
          run_id?: string;
          sent_at?: string | null;
          since?: string;
          subject_id?: string;
          token_id?: string;
          visit?: number;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflow_waits_workspace_id_run_id_fkey";
            columns: ["workspace_id", "run_id"];
            isOneToOne: false;
            referencedRelation: "workflow_runs";
            referencedColumns: ["workspace_id", "id"];
          },
          {
            foreignKeyName: "workflow_waits_workspace_id_token_id_fkey";
            columns: ["workspace_id", "token_id"];
            isOneToOne: false;
            referencedRelation: "workflow_tokens";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workflows: {
        Row: {
          created_at: string;
          created_by: string | null;
          description: string;
          draft: NonNullable<Json>;
          entry: NonNullable<Json>;
          exclusive_group: string | null;
          id: string;
          leave_before: string | null;
          name: string;
          paused_at: string | null;
          paused_reason: string | null;
          priority: number;
          published_revision: number | null;
          published_version_id: string | null;
          restricted: boolean;
          resume_overdue: string | null;
          resumed_at: string | null;
          revision: number;
          settings: NonNullable<Json>;
          status: string;
          updated_at: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          created_by?: string | null;
          description?: string;
          draft: NonNullable<Json>;
          entry?: NonNullable<Json>;
          exclusive_group?: string | null;
          id?: string;
          leave_before?: string | null;
          name: string;
          paused_at?: string | null;
          paused_reason?: string | null;
          priority?: number;
          published_revision?: number | null;
          published_version_id?: string | null;
          restricted?: boolean;
          resume_overdue?: string | null;
          resumed_at?: string | null;
          revision?: number;
          settings?: NonNullable<Json>;
          status?: string;
          updated_at?: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          description?: string;
          draft?: NonNullable<Json>;
          entry?: NonNullable<Json>;
          exclusive_group?: string | null;
          id?: string;
          leave_before?: string | null;
          name?: string;
          paused_at?: string | null;
          paused_reason?: string | null;
          priority?: number;
          published_revision?: number | null;
          published_version_id?: string | null;
          restricted?: boolean;
          resume_overdue?: string | null;
          resumed_at?: string | null;
          revision?: number;
          settings?: NonNullable<Json>;
          status?: string;
          updated_at?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workflows_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "workflows_workspace_id_published_version_id_fkey";
            columns: ["workspace_id", "published_version_id"];
            isOneToOne: false;
            referencedRelation: "workflow_versions";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
      workspace_members: {
        Row: {
          created_at: string;
          role: string;
          updated_at: string;
          user_id: string;
          workspace_id: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          role: string;
          updated_at?: string;
          user_id: string;
          workspace_id: string;
        };
        Update: {
          created_at?: string;
          role?: string;
          updated_at?: string;
          user_id?: string;
          workspace_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "workspace_members_workspace_id_fkey";
            columns: ["workspace_id"];
            isOneToOne: false;
            referencedRelation: "workspaces";
            referencedColumns: ["id"];
          },
        ];
      };
      workspaces: {
        Row: {
          ai_limits: NonNullable<Json>;
          business_hours: Json | null;
          created_at: string;
          created_by: string | null;
          frequency_caps: NonNullable<Json>;
          id: string;
          name: string;
          postal_address: string | null;
          quiet_hours: Json | null;
          reply_to: string | null;
          sender_email: string | null;
          sender_name: string | null;
          sending_stopped_at: string | null;
          sending_stopped_reason: string | null;
          slug: string;
          sms_help: string | null;
          time_zone: string;
          track_email: boolean;
          updated_at: string;
        };
        ComputedFields: never;
        Insert: {
          ai_limits?: NonNullable<Json>;
          business_hours?: Json | null;
          created_at?: string;
          created_by?: string | null;
          frequency_caps?: NonNullable<Json>;
          id?: string;
          name: string;
          postal_address?: string | null;
          quiet_hours?: Json | null;
          reply_to?: string | null;
          sender_email?: string | null;
          sender_name?: string | null;
          sending_stopped_at?: string | null;
          sending_stopped_reason?: string | null;
          slug: string;
          sms_help?: string | null;
          time_zone?: string;
          track_email?: boolean;
          updated_at?: string;
        };
        Update: {
          ai_limits?: NonNullable<Json>;
          business_hours?: Json | null;
          created_at?: string;
          created_by?: string | null;
          frequency_caps?: NonNullable<Json>;
          id?: string;
          name?: string;
          postal_address?: string | null;
          quiet_hours?: Json | null;
          reply_to?: string | null;
          sender_email?: string | null;
          sender_name?: string | null;
          sending_stopped_at?: string | null;
          sending_stopped_reason?: string | null;
          slug?: string;
          sms_help?: string | null;
          time_zone?: string;
          track_email?: boolean;
          updated_at?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      current_consents: {
        Row: {
          at: string;
          channel: string;
          contact_id: string;
          source: string;
          status: string;
          text: string | null;
          workspace_id: string;
        };
        ComputedFields: never;
        Relationships: [
          {
            foreignKeyName: "contact_consents_workspace_id_contact_id_fkey";
            columns: ["workspace_id", "contact_id"];
            isOneToOne: false;
            referencedRelation: "contacts";
            referencedColumns: ["workspace_id", "id"];
          },
        ];
      };
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"] | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {},
  },
} as const;
