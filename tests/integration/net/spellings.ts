import { networkInterfaces } from "node:os";

/** Private, reserved and own IPv4 addresses: one of every range, the cloud metadata ones, and this machine's. */
const addresses = [
  ..."127.0.0.1 127.0.0.2 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.254 192.168.1.1".split(" "),
  ..."169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200 198.18.0.1 192.0.0.192 192.0.2.1 224.0.0.1".split(" "),
  ...Object.values(networkInterfaces()).flatMap((found) =>
    (found ?? []).filter(({ family }) => family === "IPv4").map(({ address }) => address),
  ),
];

const ipv6 =
  "[::1] [::] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [fe80::1] [fc00::1] [fd00:ec2::254] [fdff::1] [fec0::1] [ff02::1] [100::1] [2001:db8::1] [3fff::1] [5f00::1] [4000::1] [2001::1] [2001:10::1] [2001:20::1]".split(
    " ",
  );

/** Names that lead home without a resolver's help, and names of metadata services. */
export const ownNames =
  "localhost LOCALHOST localhost. LocalHost.. localhost.localdomain foo.localhost a.b.localhost. ip6-localhost metadata instance-data metadata.google.internal metadata.google.internal. host.docker.internal kubernetes.default.svc.cluster.local db redis router.lan printer.local wiki.intranet gateway.home.arpa 1.0.0.127.in-addr.arpa".split(
    " ",
  );

/** Names that a public resolver answers with private addresses. */
export const leadingNames: Record<string, string[]> = {
  "127.0.0.1.nip.example": ["127.0.0.1"],
  "127-0-0-1.sslip.example": ["127.0.0.1"],
  "7f000001.nip.example": ["127.0.0.1"],
  "localtest.example": ["::1"],
  "lvh.example": ["127.0.0.1", "::1"],
  "both.example": ["93.184.216.34", "127.0.0.1"],
  "metadata.example": ["169.254.169.254"],
  "router.example": ["192.168.1.1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "nat64.example": ["64:ff9b::7f00:1"],
  "sixtofour.example": ["2002:7f00:1::"],
  "teredo.example": ["2001:0:7f00:1::1"],
  "unique.example": ["fd12:3456::1"],
  "link.example": ["fe80::1"],
  "zero.example": ["0.0.0.0"],
  "carrier.example": ["100.64.0.1"],
};

/** Hosts as they may stand in an address, each a way to write a private or own one. */
export function hosts(): string[] {
  return [...new Set([...addresses.flatMap(writings), ...ipv6, "[::1%25lo]", "[fe80::1%25eth0]", ...ownNames])];
}

/** Addresses that hide where they lead, or use another way than the web. `port` is the canary's. */
export const tricks = (port: number): string[] => [
  `http://public.example@127.0.0.1:${port}/`,
  `http://public.example:80@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}#@public.example/`,
  `http://127.0.0.1:${port}?@public.example/`,
  `http://127.0.0.1:${port}\\@public.example/`,
  `http:\\\\127.0.0.1:${port}\\`,
  `http:/127.0.0.1:${port}/`,
  `http:127.0.0.1:${port}/`,
  `http:////127.0.0.1:${port}/`,
  `hTTp://127.0.0.1:${port}/`,
  `http://127.0.0.1\t:${port}/`,
  `http://127.0.\n0.1:${port}/`,
  ` http://127.0.0.1:${port}/ `,
  ...["file:///etc/passwd", `ftp://127.0.0.1:${port}/`, `gopher://127.0.0.1:${port}/_x`, `ws://127.0.0.1:${port}/`],
  ...["data:text/plain,x", "javascript:alert(1)", "blob:http://127.0.0.1/x", `//127.0.0.1:${port}/`],
];

function writings(address: string): string[] {
  const parts = address.split(".").map(Number) as [number, number, number, number];
  const [a, b, c, d] = parts;
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (n: number, width = 0) => n.toString(16).padStart(width, "0");
  const octal = (n: number) => `0${n.toString(8)}`;
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)];
  const [notHigh, notLow] = [hex((a * 256 + b) ^ 0xffff), hex((c * 256 + d) ^ 0xffff)];
  const wide = (text: string, from: number) =>
    text.replace(/\d/g, (digit) => String.fromCodePoint(from + Number(digit)));
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    parts.map((n) => `0x${hex(n)}`).join("."),
    parts.map(octal).join("."),
    parts.map((n) => `000${octal(n)}`).join("."),
    `${a}.0x${hex(b)}.${octal(c)}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    address.replace(/[\d.]/g, (sign) => `%${hex(sign.charCodeAt(0))}`),
    address.replaceAll(".", "%2e"),
    address.replaceAll(".", "。"),
    address.replaceAll(".", "．"),
    address.replaceAll(".", "｡"),
    wide(address, 0xff10),
    wide(address, 0x1d7d8),
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${high}:${low}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b::${high}:${low}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:808:808:0:0:${notHigh}:${notLow}]`,
    `[2606:4700::5efe:${high}:${low}]`,
    `[2606:4700::200:5efe:${high}:${low}]`,
  ];
}
