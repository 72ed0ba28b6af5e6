package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;

/**
 * Metric of an autoscaler with its target, in the scenario language.
 *
 * @param metric such as {@code cpu}
 * @param value such as {@code 50%}
 * @param origin description of the origin
 * @param setting complete metric in the file
 */
record AutoscalerTarget(String metric, String value, String origin, Setting setting) {}
