package io.multimodal4j.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::808:808"
            })
    void publicAddressesMayBeConnectedTo(String address) throws UnknownHostException {
        assertThat(AddressRules.refusal(InetAddress.getByName(address), false)).isEmpty();
        assertThat(AddressRules.refusal(InetAddress.getByName(address), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.0.3, loopback",
        "10.1.2.3, private",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.168.7.7, private",
        "100.64.0.1, private",
        "::1, loopback",
        "fd12:3456::1, unique local",
        "fc00::1, unique local",
        "64:ff9b::10.0.0.1, private",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
    })
    void privateAddressesAreForTheApplicationsOwnHosts(String address, String kind) throws UnknownHostException {
        assertThat(AddressRules.refusal(InetAddress.getByName(address), false))
                .hasValueSatisfying(said -> assertThat(said).contains(kind));
        assertThat(AddressRules.refusal(InetAddress.getByName(address), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, link-local",
        "169.254.0.1, link-local",
        "::ffff:169.254.169.254, link-local",
        "64:ff9b::169.254.169.254, link-local",
        "100.100.100.200, metadata",
        "168.63.129.16, metadata",
        "192.0.0.192, metadata",
        "fd00:ec2::254, metadata",
        "0.0.0.0, this host",
        "0.1.2.3, this host",
        "255.255.255.255, reserved",
        "240.0.0.1, reserved",
        "224.0.0.1, multicast",
        "239.1.1.1, multicast",
        "192.0.2.1, documentation",
        "198.18.0.1, benchmarking",
        "192.88.99.1, reserved",
        "::, special-purpose",
        "::7f00:1, special-purpose",
        "fe80::1, link-local",
        "fec0::1, special-purpose",
        "ff02::1, multicast",
        "2002:7f00:1::, 6to4",
        "2002:a00:1::1, 6to4",
        "2001:0:1::1, Teredo",
        "2001:db8::1, documentation",
        "64:ff9b:1::1, special-purpose",
        "100::1, special-purpose",
        "5f00::1, special-purpose",
    })
    void othersAreRefusedForAll(String address, String kind) throws UnknownHostException {
        for (boolean internal : new boolean[] {false, true}) {
            assertThat(AddressRules.refusal(InetAddress.getByName(address), internal))
                    .hasValueSatisfying(said -> assertThat(said).contains(kind));
        }
    }

    /** Java makes an IPv4 address of a mapped one, whatever it comes from. */
    @ParameterizedTest
    @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:169.254.169.254"})
    void mappedAddressesAreIpv4(String address) throws UnknownHostException {
        assertThat(InetAddress.getByAddress(
                                "name", InetAddress.getByName(address).getAddress())
                        .getAddress())
                .hasSize(4);
    }
}
