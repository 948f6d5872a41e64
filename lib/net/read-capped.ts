import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const decoders: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads the body of an answer up to a number of bytes, counted after decompression, and stops there: neither a long answer nor
 * a small one that unpacks to a huge one takes more memory. Compression in several layers or an unknown one stays as it came.
 * @throws Error when the answer breaks off or is not what its encoding says
 */
export async function readCapped({ response, maxBytes }: { response: IncomingMessage; maxBytes: number }): Promise<{
  body: Buffer;
  truncated: boolean;
}> {
  const decoder = decoders[(response.headers["content-encoding"] ?? "").trim().toLowerCase()]?.();
  const source = (decoder ? response.pipe(decoder) : response) as Readable;
  const chunks: Buffer[] = [];
  let length = 0;
  let truncated = false;
  // A pipe does not hand errors on.
  if (decoder) response.on("error", (error) => source.destroy(error));
  if (decoder) response.on("aborted", () => source.destroy(new Error("aborted")));
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const room = maxBytes - length;
      if (chunk.length > room) {
        chunks.push(chunk.subarray(0, room));
        truncated = true;
        break;
      }
      chunks.push(chunk);
      length += chunk.length;
    }
  } catch (error) {
    // An empty body may carry an encoding (answers to HEAD, 204 and 304 do).
    if (length > 0 || (error as NodeJS.ErrnoException).code !== "Z_BUF_ERROR") throw error;
  } finally {
    if (truncated) response.destroy();
  }
  return { body: Buffer.concat(chunks), truncated };
}
