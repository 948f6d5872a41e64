import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate for `localhost` that nobody vouches for, as PEM: X.509 (RFC 5280) written out by hand, signed with Ed25519. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const algorithm = sequence(oid(43, 101, 112));
  const name = sequence(der(0x31, sequence(oid(85, 4, 3), der(0x0c, Buffer.from("localhost")))));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const body = sequence(
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([1])),
    algorithm,
    name,
    sequence(time("200101000000Z"), time("491231235959Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(3, Buffer.concat([Buffer.from([0]), sign(null, body, privateKey)]));
  const lines = sequence(body, algorithm, signature)
    .toString("base64")
    .match(/.{1,64}/g)!;
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const oid = (...bytes: number[]): Buffer => der(6, Buffer.from(bytes));

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
