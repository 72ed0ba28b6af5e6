/** Spans read and written by others than the code that is tested. */
package dev.brownout.importing.spans;
