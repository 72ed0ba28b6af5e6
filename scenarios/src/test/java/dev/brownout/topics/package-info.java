/** Laws of topics whose partitions change their leaders. */
package dev.brownout.topics;
