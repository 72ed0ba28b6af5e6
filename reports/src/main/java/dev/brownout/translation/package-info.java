/** Languages of the texts for readers, and the messages of reports and terminal outputs in each of them. */
package dev.brownout.translation;
