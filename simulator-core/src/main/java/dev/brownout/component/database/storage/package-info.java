/** What the nodes of a database have room for, and when that is used up. */
package dev.brownout.component.database.storage;
