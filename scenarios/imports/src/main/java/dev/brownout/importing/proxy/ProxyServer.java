package dev.brownout.importing.proxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Server of an upstream.
 *
 * @param address host name or address, with the port if one is given
 * @param nodes number of servers with the same settings, more than one for a template
 * @param weight weight of each node
 * @param origin file and line
 */
public record ProxyServer(String address, long nodes, long weight, String origin) {
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

    /** Returns the port of an address; empty without one. */
    static String port(String address) {
        Matcher port = PORT.matcher(address);
        return port.find() ? port.group(1) : "";
    }

    /** Returns the host name or address. */
    public String host() {
        return NginxConfig.withoutPort(address);
    }
}
