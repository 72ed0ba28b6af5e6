/** What stands beside the command in an archive, read off its commands and options: manual pages and completion. */
package dev.brownout.distribution;
