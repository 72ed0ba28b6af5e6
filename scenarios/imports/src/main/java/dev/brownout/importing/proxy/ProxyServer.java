package dev.brownout.importing.proxy;

/**
 * Server of an upstream.
 *
 * @param address host name or address, with the port if one is given
 * @param nodes number of servers with the same settings, more than one for a template
 * @param weight weight of each node
 * @param origin file and line
 */
public record ProxyServer(String address, long nodes, long weight, String origin) {
    /** Returns the host name or address. */
    public String host() {
        return NginxConfig.withoutPort(address);
    }
}
