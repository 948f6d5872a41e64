-- Results of a split count the steps of one node over all runs of its workflow.
create index workflow_run_steps_split on public.workflow_run_steps (workspace_id, node_id) where node_type = 'ab_split';
