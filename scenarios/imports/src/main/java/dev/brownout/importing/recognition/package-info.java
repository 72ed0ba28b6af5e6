/** Recognition of the format of an input by its content. */
package dev.brownout.importing.recognition;
