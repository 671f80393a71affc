extension Specimen {
    /// An image whose UEFI image holds a signed shim, and the loader that it starts.
    public static func secure(_ loader: [UInt8] = SignedEFIPrograms.loader) -> Specimen {
        Specimen { plan in
            plan.elTorito = true
            plan.loader = loader
        }
    }

    /// Where shim and its loader begin in that UEFI image.
    public static let shimOffset = 6 * 512
    public static let loaderOffset = shimOffset + (SignedEFIPrograms.shim.count + 511) / 512 * 512
}
