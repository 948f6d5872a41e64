"use client";
import useSWR from "swr";
import { useApi } from "@/components/shell/api-provider";
import { CheckField } from "@/components/ui/check-field";
import { testCases } from "@/lib/api/contracts/test-cases";

/** Runs the test cases of a workflow and says which fail; null while they run, [] when there are none or all pass. */
export function useFailingCases({ workflowId, revision }: { workflowId: string; revision: number }) {
  const api = useApi();
  const { data, error } = useSWR(
    ["run-test-cases", workflowId, revision],
    async () => (await api(testCases.runAll, { id: workflowId })).data,
    { revalidateOnFocus: false, dedupingInterval: 0 },
  );
  // Publishing asks again and says what stands in the way.
  if (error) return [];
  return data ? data.filter((one) => !one.passed) : null;
}

type Props = {
  failing: NonNullable<ReturnType<typeof useFailingCases>>;
  force: boolean;
  onForce: (force: boolean) => void;
};

/** The test cases that stand in the way of publishing, and the way past them. */
export function FailingCases({ failing, force, onForce }: Props) {
  if (failing.length === 0) return null;
  return (
    <section aria-label="Failing test cases" className="grid gap-2 rounded-md bg-failed-soft px-3 py-2 text-sm">
      <h3 className="font-medium text-failed">
        {failing.length === 1 ? "A test case fails" : `${failing.length} test cases fail`}
      </h3>
      <ul className="grid max-h-40 gap-1 overflow-y-auto">
        {failing.map((one) => (
          <li key={one.id} className="break-words">
            <span className="font-medium">{one.name}</span>: {one.failures[0]}
          </li>
        ))}
      </ul>
      <CheckField label="Publish anyway" checked={force} onCheckedChange={(checked) => onForce(checked === true)} />
    </section>
  );
}
