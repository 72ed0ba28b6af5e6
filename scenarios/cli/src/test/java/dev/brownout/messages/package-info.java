/** Check that the messages of the sources have Korean texts. */
package dev.brownout.messages;
