"use client";
import { ListOrdered } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type GroupMember, OrderDialog } from "@/components/workflows/order-dialog";

/** Opens the order of exclusive groups. Shown only where a group has more than one workflow. */
export function OrderButton({ groups }: { groups: { name: string; members: GroupMember[] }[] }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  if (groups.length === 0) return null;
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)} aria-label="Order within groups">
        <ListOrdered aria-hidden />
        <span className="hidden sm:inline">Order</span>
      </Button>
      {open ? <OrderDialog groups={groups} onClose={() => setOpen(false)} onSaved={() => router.refresh()} /> : null}
    </>
  );
}
