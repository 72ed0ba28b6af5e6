package dev.brownout.importing.proxy;

/**
 * Server of an upstream.
 *
 * @param host host name or address, without the port
 * @param nodes number of servers with the same settings, more than one for a template
 * @param weight weight of each node
 * @param origin file and line
 */
public record ProxyServer(String host, long nodes, long weight, String origin) {}
