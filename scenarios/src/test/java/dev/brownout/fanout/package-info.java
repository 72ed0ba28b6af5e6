/** Laws of messages to many as scenarios write them: timelines, boards and rooms beside what paper gives. */
package dev.brownout.fanout;
