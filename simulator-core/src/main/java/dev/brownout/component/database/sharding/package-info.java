/**
 * Mapping of keys to shards, treatment of hot keys, and routing of calls to shards. Independent of the structure of a
 * shard.
 */
package dev.brownout.component.database.sharding;
