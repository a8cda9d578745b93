// Writing packages and the rules of value: immutable versions, guarded against somebody else's change.
#pragma once

#include "wallet/wallet_store.hpp"

namespace huiji::wallet {

Result<StoredPackage> put_package(db::Transaction& transaction, const Caller& caller, PackageId package_id,
                                  const PackageDraft& draft, Instant now);
Result<VersionedValuePolicy> put_policy(db::Transaction& transaction, const Caller& caller,
                                        const VersionedValuePolicy& wanted, Instant now);

}  // namespace huiji::wallet
