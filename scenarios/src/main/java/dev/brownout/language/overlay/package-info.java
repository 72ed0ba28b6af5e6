/**
 * What is laid over one another before a variant is read: parents, the file, variants and the command line, which may
 * scale the load; and the values of parameters, which are put in then.
 *
 * <p>{@link dev.brownout.language.overlay.LayerMerger} sets values by their paths and asks a section, as a
 * {@link dev.brownout.language.overlay.LayeredSection}, what may be set in it.
 */
package dev.brownout.language.overlay;
