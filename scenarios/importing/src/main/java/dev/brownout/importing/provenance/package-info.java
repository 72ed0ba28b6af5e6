/** Files of the language in which each value says where it comes from. */
package dev.brownout.importing.provenance;
