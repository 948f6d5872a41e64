import {
  AlignLeft,
  Calendar,
  CircleDot,
  EyeOff,
  Hash,
  type LucideIcon,
  Mail,
  Phone,
  SquareCheck,
  SquareChevronDown,
  Type,
} from "lucide-react";
import type { FieldType } from "@/lib/forms";

/** The mark of each kind of field. */
export const typeIcons: Record<FieldType, LucideIcon> = {
  text: Type,
  textarea: AlignLeft,
  email: Mail,
  phone: Phone,
  number: Hash,
  select: SquareChevronDown,
  radio: CircleDot,
  checkbox: SquareCheck,
  date: Calendar,
  hidden: EyeOff,
};
