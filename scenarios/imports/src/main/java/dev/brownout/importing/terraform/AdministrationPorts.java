package dev.brownout.importing.terraform;

import java.util.Set;

/** Ports of SSH and of remote desktops, which carry no requests. */
final class AdministrationPorts {
    /** Reason for which a listener with such a port is left out. */
    static final String REASON = "a port of administration (SSH or RDP), which carries no requests";

    /** Reason for which a server with such ports only is left out. */
    static final String HOST = "a host of administration: its security groups allow SSH or RDP only";

    private static final Set<String> PORTS = Set.of("22", "3389");

    private AdministrationPorts() {}

    /** Returns whether a port is one of SSH or of remote desktops. */
    static boolean isOne(JsonValue port) {
        return PORTS.contains(port.text());
    }

    /** Returns whether a rule of a security group allows only a port of SSH or of remote desktops. */
    static boolean isOnly(JsonValue rule) {
        return isOne(rule.get("from_port"))
                && rule.get("from_port").text().equals(rule.get("to_port").text());
    }
}
