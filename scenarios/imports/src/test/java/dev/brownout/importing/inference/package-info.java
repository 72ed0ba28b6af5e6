/** Tests of fits to logs of inference engines. */
package dev.brownout.importing.inference;
