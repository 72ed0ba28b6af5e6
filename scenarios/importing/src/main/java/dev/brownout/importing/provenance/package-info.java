/** Writes scenario files with the origin of each value. */
package dev.brownout.importing.provenance;
