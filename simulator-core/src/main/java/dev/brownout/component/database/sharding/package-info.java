/**
 * Which shard a key lives on, what is done for keys that are too hot for one, and the router that leads each call
 * there. Nothing here knows what a shard is made of.
 */
package dev.brownout.component.database.sharding;
