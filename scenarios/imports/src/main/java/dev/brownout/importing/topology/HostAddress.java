package dev.brownout.importing.topology;

/**
 * Address of a service in a configuration value.
 *
 * @param service service that the host belongs to
 * @param scheme lower-case text before {@code ://}, such as {@code jdbc:postgresql}; empty without a scheme
 * @param port port number; 0 without a port
 */
public record HostAddress(String service, String scheme, int port) {}
