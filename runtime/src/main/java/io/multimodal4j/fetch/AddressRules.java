package io.multimodal4j.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to: those that IANA lists as globally reachable, and for hosts that the application declares its own also the private ones.
 * Addresses of a single link, groups and the metadata services of clouds are refused for all.
 */
final class AddressRules {

    /** A block of addresses, such as 10.0.0.0/8. */
    private static final class Block {

        private final byte[] prefix;
        private final int bits;
        private final String name;
        private final boolean internal;

        private Block(byte[] prefix, int bits, String name, boolean internal) {
            this.prefix = prefix;
            this.bits = bits;
            this.name = name;
            this.internal = internal;
        }

        static Block of(String network, String name, boolean internal) {
            int slash = network.indexOf('/');
            int bits = Integer.parseInt(network.substring(slash + 1));
            return new Block(literal(network.substring(0, slash)), bits, name, internal);
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final String METADATA = "the address of a cloud's metadata service";

    /** The first block that holds an address decides. From the registries of special-purpose addresses that IANA keeps (RFC 6890). */
    private static final List<Block> BLOCKS = List.of(
            Block.of("169.254.0.0/16", "a link-local address, where clouds keep their metadata service", false),
            Block.of("100.100.100.200/32", METADATA, false),
            Block.of("168.63.129.16/32", METADATA, false),
            Block.of("192.0.0.192/32", METADATA, false),
            Block.of("fd00:ec2::254/128", METADATA, false),
            Block.of("127.0.0.0/8", "a loopback address", true),
            Block.of("10.0.0.0/8", "a private address", true),
            Block.of("172.16.0.0/12", "a private address", true),
            Block.of("192.168.0.0/16", "a private address", true),
            Block.of("100.64.0.0/10", "a carrier's private address", true),
            Block.of("0.0.0.0/8", "an address of this host", false),
            Block.of("192.0.0.0/24", "a reserved address", false),
            Block.of("192.0.2.0/24", "a documentation address", false),
            Block.of("192.88.99.0/24", "a reserved address", false),
            Block.of("198.18.0.0/15", "a benchmarking address", false),
            Block.of("198.51.100.0/24", "a documentation address", false),
            Block.of("203.0.113.0/24", "a documentation address", false),
            Block.of("224.0.0.0/4", "a multicast address", false),
            Block.of("240.0.0.0/4", "a reserved address", false),
            Block.of("::1/128", "a loopback address", true),
            Block.of("fc00::/7", "a unique local address", true),
            Block.of("fe80::/10", "a link-local address", false),
            Block.of("ff00::/8", "a multicast address", false),
            Block.of("2001::/23", "a reserved or Teredo address", false),
            Block.of("2001:db8::/32", "a documentation address", false),
            Block.of("2002::/16", "a 6to4 address", false),
            Block.of("3fff::/20", "a documentation address", false));

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3", "", false);
    private static final Block NAT64 = Block.of("64:ff9b::/96", "", false);
    private static final int NAT64_PREFIX = 12;

    private AddressRules() {}

    /**
     * Why an address is refused.
     *
     * @param address the address
     * @param internal whether private and loopback addresses are wanted
     * @return what kind of address it is, or empty if it may be connected to
     */
    static Optional<String> refusal(InetAddress address, boolean internal) {
        byte[] bytes = address.getAddress();
        // Translated on the way to the IPv4 address that its last four bytes are.
        byte[] effective = NAT64.contains(bytes) ? Arrays.copyOfRange(bytes, NAT64_PREFIX, bytes.length) : bytes;
        for (Block block : BLOCKS) {
            if (block.contains(effective)) {
                return internal && block.internal ? Optional.empty() : Optional.of(block.name);
            }
        }
        boolean ordinary = address instanceof Inet4Address
                || effective != bytes
                || (address instanceof Inet6Address && GLOBAL_UNICAST.contains(bytes));
        return ordinary ? Optional.empty() : Optional.of("a special-purpose address");
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + address, e);
        }
    }
}
