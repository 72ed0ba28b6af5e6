/** Tests of the import of spans, encoded independently of the code under test. */
package dev.brownout.importing.spans;
