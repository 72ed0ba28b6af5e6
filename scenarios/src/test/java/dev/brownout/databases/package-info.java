/** Laws of databases as scenarios write them: queries, connections, locks and disks beside what paper gives. */
package dev.brownout.databases;
