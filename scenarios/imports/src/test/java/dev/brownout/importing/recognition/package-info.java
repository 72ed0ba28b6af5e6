/** Recognition of the formats of inputs. */
package dev.brownout.importing.recognition;
