import { expect, test } from "vitest";
import { mayCarry } from "@/lib/net/attach-secrets";
import { isPublicAddress } from "@/lib/net/is-public-address";

test.each(["93.184.216.34", "8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::6810:1", "2a00:1450:4001::200e"])(
  "%s is an address of the internet",
  (address) => expect(isPublicAddress(address)).toBe(true),
);
test.each([
  ..."127.0.0.1 0.0.0.0 10.1.2.3 100.64.1.1 169.254.169.254 172.31.0.1 192.168.0.1 198.18.0.1 240.0.0.1".split(" "),
  ..."::1 :: ::ffff:8.8.8.8 64:ff9b::808:808 64:ff9b:1::1 2002:808:808:: 2001:0:1::1 fe80::1 fec0::1 fc00::1".split(
    " ",
  ),
  ..."fe80::1%eth0 4000::1 2606:4700::5efe:7f00:1 not-an-address 1.2.3".split(" "),
])("%s is not, or leads back into a private network", (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  ["https://api.example.com/x", ["api.example.com"], true],
  ["https://api.example.com./x", ["api.example.com"], true],
  ["https://a.b.example.com/", ["*.example.com"], true],
  ["https://example.com/", ["*.example.com"], false],
  ["https://evilexample.com/", ["*.example.com"], false],
  ["https://api.example.com.evil.example/", ["api.example.com"], false],
  ["http://api.example.com/", ["api.example.com"], false],
])("a secret to %s with the hosts %j: %s", (address, hosts, expected) => {
  const url = new URL(address);
  expect(mayCarry({ secret: { hosts }, to: { url, host: url.hostname, allowed: false } })).toBe(expected);
});
