/** Storage of database nodes: capacity and stored data, buffer pool, and disk. */
package dev.brownout.component.database.storage;
