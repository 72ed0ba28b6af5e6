/** Importers that create scenarios from data of real systems, in subpackages by format. */
package dev.brownout.importing;
