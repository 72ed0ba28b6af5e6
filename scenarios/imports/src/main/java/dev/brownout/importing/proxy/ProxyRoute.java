package dev.brownout.importing.proxy;

/**
 * Route of requests to an upstream.
 *
 * @param upstream upstream that receives the requests
 * @param percent share of the requests in percent; 0 if it is unknown
 * @param origin file and line
 */
public record ProxyRoute(ProxyUpstream upstream, double percent, String origin) {}
