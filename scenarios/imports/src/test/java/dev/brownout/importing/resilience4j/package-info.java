/** Tests of the import of Resilience4j policies. */
package dev.brownout.importing.resilience4j;
