/**
 * Queues and topics: ages of messages, leader elections of partitions and polls, validated against analytical values.
 */
package dev.brownout.topics;
