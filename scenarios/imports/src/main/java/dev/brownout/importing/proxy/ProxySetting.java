package dev.brownout.importing.proxy;

/**
 * Setting of a component.
 *
 * @param path path of the setting in the component, such as {@code health.every}
 * @param value in the syntax of the scenario language
 * @param origin description of the origin, for a comment
 */
public record ProxySetting(String path, String value, String origin) {}
