/**
 * The YAML syntax of a file, read into nodes with their locations.
 *
 * <p>{@link dev.brownout.language.yaml.YamlReader} converts valid texts into {@link dev.brownout.language.yaml.Node}s.
 * {@link dev.brownout.language.yaml.ResolvedSettings} hold resolved values by path. This package does not interpret
 * keys or values.
 */
package dev.brownout.language.yaml;
