/** Migration of keys between shards in use: commands, plan, copying, and cut-over. */
package dev.brownout.component.database.resharding;
