/**
 * A file as it is written: YAML, read into nodes that know their places.
 *
 * <p>{@link dev.brownout.language.yaml.YamlReader} makes {@link dev.brownout.language.yaml.Node}s of texts that may be
 * read; {@link dev.brownout.language.yaml.ResolvedSettings} are the values of some of them, by paths. Nothing here
 * knows what a key or a value means.
 */
package dev.brownout.language.yaml;
