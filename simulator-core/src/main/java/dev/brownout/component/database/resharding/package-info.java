/** How keys move from shards to others while both are used: what is ordered, and who copies and cuts over. */
package dev.brownout.component.database.resharding;
