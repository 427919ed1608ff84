import { z } from "zod";

/** A rectangle in PDF points, origin at the top left of the page as displayed. */
export const Box = z.object({ x0: z.number(), top: z.number(), x1: z.number(), bottom: z.number() });
export type Box = z.infer<typeof Box>;
