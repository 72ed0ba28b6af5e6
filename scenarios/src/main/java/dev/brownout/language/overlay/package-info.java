/**
 * Layers that are merged before a variant is read: parents, the file, variants and the command line, which may scale
 * the load. Parameters are then replaced by their values.
 *
 * <p>{@link dev.brownout.language.overlay.LayerMerger} sets values by path. It asks a section, as a
 * {@link dev.brownout.language.overlay.LayeredSection}, for the settings that it accepts.
 */
package dev.brownout.language.overlay;
