import { HomeSkeleton } from "@/components/home/home-skeleton";

/** Home while it is read, and every page of the workspace without a skeleton of its own. */
export default function Loading() {
  return <HomeSkeleton />;
}
