/** Topics: leader elections of partitions and polls of consumers, validated against analytical values. */
package dev.brownout.topics;
