/** Imports scenarios from the plan or state of Terraform as JSON, with the resources of AWS. */
package dev.brownout.importing.terraform;
