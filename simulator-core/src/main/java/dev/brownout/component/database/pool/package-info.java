/** The connections through which machines call a database: a pool on each of them, and a limit for all together. */
package dev.brownout.component.database.pool;
