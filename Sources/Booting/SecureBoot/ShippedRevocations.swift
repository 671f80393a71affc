// Made by .ci/secure-boot-data from microsoft/secureboot_objects of 2026-07-15; not to be edited. Its licence:
//
// Secure Boot Objects
//
// Copyright (C) Microsoft Corporation. All rights reserved.
//
// SPDX-License-Identifier: BSD-2-Clause-Patent
//
// Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
// following conditions are met:
//
// 1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
//    disclaimer.
//
// 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
//    disclaimer in the documentation and/or other materials provided with the distribution.
//
// Subject to the terms and conditions of this license, each copyright holder and contributor hereby grants to those
// receiving rights under this license a perpetual, worldwide, non-exclusive, no-charge, royalty-free, irrevocable
// (except for failure to satisfy the conditions of this license) patent license to make, have made, use, offer to sell,
// sell, import, and otherwise transfer this software, where such license applies only to those patent claims, already
// acquired or hereafter acquired, licensable by such copyright holder or contributor that are necessarily infringed by:
//
// (a) their Contribution(s) (the licensed copyrights of copyright holders and non-copyrightable additions of
//     contributors, in source or binary form) alone; or
//
// (b) combination of their Contribution(s) with the work of authorship to which such Contribution(s) was added by such
//     copyright holder or contributor, if, at the time the Contribution is added, such addition causes such combination
//     to be necessarily infringed. The patent license shall not apply to any other combinations which include the
//     Contribution.
//
// Except as expressly stated above, no rights or licenses from any copyright holder or contributor is granted under this
// license, whether expressly, by implication, estoppel or otherwise.
//
// DISCLAIMER
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
// INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
// DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
// SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
// SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
// WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF
// THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

/// The hashes of programs for every processor that Microsoft has revoked (dbx).
enum ShippedRevocations {
    /// That of the newest.
    static let date = "2026-04-09"
    /// 672 digests of SHA-256, one after the other in ascending order, in Base64.
    static let hashes =
        """
        ACG1sRzrA0AtYYE0gAo2xU4cQyitOJ1QtA6sweiB3LUAf0yVElcTsRIJPiFmPi0j48GunOS13g1YopczIzai2AHi2o7FppKd\
        27vrLpgHWG+s3cpqfvYr/rtYG9wtcnTWAlf/cQ8qFuSJs3STwHYEp82pYSnYqP1o0ravYzkEMV0C5iFqyu9kAUAfpVXsvtlA\
        saXyVprtkpVhN65YSC7xtwMo990StVLvp6ngg3MDM7hfP06D05OH/FMYY7Qi91zIA99FACc8QxiSlvCdc0l3yIKgCPwFb0PD\
        CbnSNR8xeS4D9koplIqIvv/bA14LCac3DM8M2c5rz45kDCEHMY+rhwQLO8M56bb5rNgouI80gqXD9k5n5acUuh2opwRTs0r2\
        BXKQKe+UDF5u6Ws7ElPAh4PAEym84umVG8IqCSI/wVwF2H4VcTRUYW9bDteEmrXBcSq4TwI0lHjsKjj5cMAUiQZdlLnqADl6\
        Kt23R+Hgl45N5r8XUzl3j7mwdg/sPTthBpDq29IwKVe/eRLChRwzRjyFXBCtImoRu/3I1p2KFLMGxnD4Vyv4mrrhPRTYH/6A\
        1VUPaWhisas4bk2MVrAgFgbj9kbOsQI3Lj4IbUYjSwaprxPu9lqtGA6iiAv4vBKoButbrdJuT65l+aQjWN7vfBjlLMBfu3/H\
        Z3bmnRuYKhQHXuoGBYlUi6Bgsv7tENo8IMf+mxfNAmuU6KaDuBFSOAe206qG0KjV9GvdWIbY8g+i3ZN3iY0ROb10tB9eeuRL\
        B+bGqFhkb7HvxnkD/iixFgEfI2f+kua+KzaZnv850J4ICmJ+Mb3JAEGtMLVgTenq6MhavbYhtbVdJc0T7RgtBgi7Ionp6RtN\
        IP8/FWJRarB+l5ssbO/iq3DG38EZn42lCNE6WrF5XUejgw+z40Q3iCUU4P/JvO4SIifDVNKf/R0JKPBAi/cl5h1n2HE4qO68\
        UpYtKEfxbjWHFjsWDkG2rQnfX05REgjseLltEtCBJf22A4aN459vcpJ4UlmbZZwmCfdpljHBjbDDNJHrSzxluPJ5I4xfxeOr\
        C6UnN9u9JvMJ+YqpD4UZjA1z+Junfofsb1lsSRNQ+4+LuoCmL7uRSwo8IHLvT72/BF4YduhVu4rV3QgJ9mrRRCI5p9hWrZCO\
        CmIHB6zyOk5s3DV6FJnhSFK2BdnrYYZCL1fUWOYn1sAKdeoLHXDqpNPzdCRttU/HtD5/WWo1Mwm5w2tP2XVyXgtJCK0zyy9+\
        h9MQi3Q2TFxC+ll4B+6smN5exj9Yls40C7tDktqseribMKSsZXUxuXv6qwT5Cw2v5fm265CgY3QLxPB4OI1BqwOfh66Ez405\
        MCzL3XDEreAiY+v85t7w9QwMeIN/p2frBFuBmeHiCtZm+Qko2u649eUlPY54d/y0DBiTOXYt8zarPdAGpGPfcVo5z7D0kkZc\
        YA5sa9e9iYwMUdeQb8STEUl2XaiGgkJrLP6eaqTyclPqtAARFDLjpwyl5gJGgliwaForK38Ci5dzVGAqgq2obJkZ/Ecq5MpA\
        DOAhAPZ8fvhfTu02jwK/cJI4CjwjypH9fxlDDZSwDBkNDb7KbynsoG8zGn1y5IhLEgl/s0iYOioUoNc/TxAUDw2F2qpIGxvo\
        QyDhK1B4eU2iliistDtpyJCdKRu5lcpyDcJMdesa71a58Tq53mDi7KHEUQA04pC7s2z2ClSbI0wNyfP7mZYhSMPKgzYydY0+\
        1PyNCwAHuVsx5lKPKs1b/A5EISut9A1rjeMxHmMgRTcFiOCyO3pIDrXcENtl0bSzD6OimtBRMNf+W/TSWWVjze0dh0CWqswY\
        EGmTKi5JUZoQb6zqz+z9TjA7dPSAoICY4tCAK5Nvjsd0ziHzFoZonBCckYAtTuyoi/YHy/pqZ0Scxj9ubpvQvmsg7tJjQgwE\
        ENRfy6OWrvMVPuj27K5Yr+hHaigKICb8cfYhfc9Jui8RQqDMfJAE3/ZMWUhITWp+w1FOF29cpr3u16CTlAuTzBNgias6fcaM\
        GfE5VY8GRNxX0y6c63nW5U2dZJKtLeYUE2S3uUqyqT550pfr9s4KMPeZflkp5AjvDTtdVMZOe5ATofN77ftUF7a3N+KjgWyP\
        1YfXTYNpFLKy7cn9bKMOWBPbooRH/b48iiT+4+uIY4zh2Pl81JJQVsCtDpHKUSN9FHcwtC8R/kk/6QK2JR6XzStvNNNq9ZMw\
        8R0CpC+UDQcUj+GPcVqfz+GkRM4P/3+Fhp60IjMNwEsxTA8pXW2nnhUQmI09zOEg8iaWqeh7Auf61jZ+9K6L/VTNtSilxI6Z\
        Fd0v9kFoWHkKUkHDNfZ1VAdQ9hERCl0tZ7RRfQgmCvkWWY7jm3Fu2eR2WkSr+GkGybJcJav2Mcx47Ob3IRsDZRcvpYS07qWl\
        1BBPsKww7eAyzNMc0mddcAPXmizQwkPmF046C1tDxqYHu9NATwU0Hj3POWJnzpT4tQ4uI6nakgwXiNhKph7eby6Wz8kArRyr\
        HFvoZTfychLowpHWreOx6RfCtblmk83ClRyJ3eZB0UcWBj9fyHlc68Y1N4tzBE6LGDM0Kf8FYu2flwM+EUjc7uUtvi5JbVQQ\
        tc/WyGTS0Q8Znzz5kIFtcQ9VZyLKBoWXxDQbfzRmQjOYOa4wSVMJ0Bn0xwMK10A19bwHrOKFvXU48jHSV4d1XXIHHt6HnGl4\
        GnR0DrvmoOfdRMw9jin4/PQrZCKYpcWlhtd74NsVwvka7IS4S2xlpRIgqb5xgZZSMCENYtbTPEiZnGspWisKBhuQkRWo1HPl\
        EyioeCO9YhzmVd+uVPor+nL9wCmGEda4G5qNI//CEe/28S0XA36wdupGVi3sk39EzEnUrxwRm6AbzxYR4MySydRtKlHH7Pbs\
        Y8Vi73WTJKHZFR1Qiha3sxwZpaJAo2ETHcxewlNj2m55x9VbPHnAl2yUfx0Eo4qqHLTcyvLIEs+ntJOOE3H+K5aRD+QHIW/Z\
        VChnLWx+cxYdXBXO1zhFt+lovzrOUsXGYKotpt3v8s5kRaBLiFoPEh2LWMH9uNqLM8zuHl+XOvc02Q7zF+M/XbFXPCugiKgM\
        HaU/Oix8QckwmXNyZrVhn/YWpDP7O4cCNGIteq+rmnodyKP1myPMxBHUZpH8m1w1mTvKIOfiKZ8alSI7nxEuQx5z+dzyMRY8\
        m5nJYysMN5uUIJsGjtqJRZUfEl7dasyfHpH8P+5Auytgd/fpox8mwuiHzpG0HlJo7nlb5T8RMpsertYsSryyUkZD4XI/aq3M\
        MadK9NIoXTsTiAzETCLexR8WB4zOAJ32LtuecXDmbKrmcLznG4+S04KAxWqjcgMdHxeRhu/fXvLeAYJFug6ugTSGhgG6DTX/\
        PZhlwVN87ZMfU1mH6nOG32v+dfUe/TXk0tpLAC3KKZnAy0t2e6+v/R+KDhOq3giFoGtdgiuyHYERZkw3aR8NJW66hAJ3URvK\
        H7YZ/hUE73jIv1kpSxbG2b8dp0H7WC3hJbagRPaWHFcgCCthAfjX2t4gb0/es2diLBH4CcTPLSFdg0RgF57y3SEWGDu6tdaW\
        TAAckxoJ7KHcD9ZlGmG+SoqVSNxHa5CxISWPo4dxd6xIDLVxE0vue6FTHd0SdCF9/3G81hj2w9UhVU0fO/n1LTzSl9J99WIV\
        wP0IoL9nOGjz2MbAZNxWCSHyfYny533ufNQzbjo63jYqKq6fsu/iB5SRpRjz1R/tIrWojXm4FGWYYTs3AbDSrT4dK8IV06YT\
        owNWlTI5SFwiw4Z2BqYlBI4dnVIw8H+uQecL0I6peL2zdWPA7dnaAyMULhRCT7P/Tvx10AtjhncnhBq6UAUUkHDuJBffireZ\
        I2qcsNcZUcNjmKMutmDOLNSlLM+nz3UcxqNdneVJ4ZsjoPHeBO9njmIaRJBAz1Gd3DZ5/lTJ4uCJff4sgNPcJiP81r8whM7m\
        qfmIXlI5IwsK3eDIcFie5GFVHRyo9OhbJF6bgTQuReG69PjYMNGOp/rp/f8FSXKQ6mRCxO8P+lclCuC6hg1tRolEkdYw1Ysc\
        oAj2lcks4ghKKVSG9x+YWyYprhS0Z9pd+OnrbxrcGp9Qp428PCRicchTDQ01mXpMJky8V2VxigvMsPecD90TOomCA/tvTyBS\
        ywZH+/YADtAmbBQpyNw4lIGzgUvDr4cj2yjuzrC7Amu77aDMQdNrwyZ5ZQ/jQfLPHqiDRgs1Vqqvd6cNa43EhMkwHRt0bPe1\
        JqyjyScJV3L6JqTWNoBZcTCtFh7ujLzjS1nhDGFn6SonDISynYbxYxKwaqrk67jf+N59CA2CW4g5/xdmJ07/RyhBL6AoAqOT\
        mnCfUYeYQEWC/2AeZ+qcVCx4lj8urhj/KEFT59BKnxh+XD2/4Xsmcq0vvdEZ8nvseJQXt5GYU+woiHjxLoucbMv2Acc9X06Y\
        XKwP8/ywwk5EFJErPrkfFSjODa1QcwkAxdGMxY1SVSk0Uso312SGjBbqqer2vXyDKZIGjk9hby1yU+nVgRapfyKSP03Bt4pY\
        vkSZuYLs8nApxutStDw6oYss2O1uqGB87zz64br+EWV1XPLmFIRKRCnMpFROozDWFZHHhGlcFJxrBAAirHtbicvXKADRCEDq\
        KpIQOGX7YPyE01cYDMfbRTWbBK1BnoxPq3T3FD/AZVorG57M9YWxHFEiZR17lFNLsTGqfIdOImIDi4XbPug+TSshAp+gM1Jt\
        Hc2eh62Ik/m1oImHwycbioZxaGXeU9lYKyKY6qJrncSkVYrpLnuw5Phc80v4SP32NsDBH77EmJcrenpNr8NeSdA8vnEY5rpF\
        gkAeF3a5wYoll3JbBaYF8SuZzyZCLpL+Nl+/S8MNJwhsnuFLem//RPsva5ABaZk5K78sp7jx2R8n7lK2+ypd0Em4WiubUpxd\
        ZmIGgQSwVfgsc9kzJbpty+WJ1KTGPFuTVVnvkvvwUO1QxOIIUgbxfS1ZwpsFn+VKTyGL5bHzdyO+KbpHzN3wf97mBOzFez9i\
        Lc+OjYFwI9Ho4UUaPWjW7DDZvtlMvLh/Gd3BzAEWrBouaSHclwqsQz3prk7WayaBpM0r5knS7ppWGHHDNeixty5wkWeGpvdz\
        UR+nGB+rDx1wtVfGMi6pI7Ko07krUa99LqTLah8esdPc6C1U/eJt7SQ7o+GN58bSEZAqWU/lZ4gvmo62yOGOfhGK/ptR4jPY\
        jsdsDqJW/x8qhCs6Dqn0ZjBmKPpUdzBXKLpKRn3n0Dh6VPVp03afzl517InSjRWTMQlJt/0mrw4uKeHJAqwZhXTwltFYNjds\
        iz7y3R+18cUxGirFW1DAmzCzzJO5lKEZFT7urFTviS/ER7u9lhAaoTFTs+MFV1Q5kUYF2XbPbq1aUA5U0Larzar8ztG8R+BP\
        Mky+de804JqYxxsYb1NfkJGh/yV76pPf6vGZ6zUsoPYyaWfH/8G4bbizKwVw6IqJzBU0z88wC5jAd+Rz+bGPoTKtMpaCm8Rt\
        z6xe3cudvywe7VwR+DsiEM+cbmDHmNSnMtS6OgPR8ra8gNARwPoQd0e3tXP+lqr/8hc17PVi0zcy9ZQMop3YEqLBReb8iWRm\
        KP/MfHpCyuUSM32NKcQLvTMkUIkPnI//fsFcU5Ib8nInq56gaw4cgW2Bn44hz7VfM5wrzwRFuqc0WgLN5QXhctJMyc6impLr\
        7j85AWk/0sg0DaMrWDMcjitWG68wDKnf1rkc0icO4OKjSVixxiWehTXBaqK7Ta31Ao9IARhc02i5IsbPdlHLf+8w37lZIPuZ\
        NgjtuvWtD0GkFKF3er8vr15nAzRnXsOZXmk1gp4MqtI2LtMdILHgA5IoEjGpbwoKz94CYYlT5pXJ7y6wusN1UDYzhNFNHy4L\
        eBViZITEWa1XoxjvQ5YmYEjQWMWhm792Nnox5YOIMa0sB0ZHiGps3/IX5rG6kQv/hdx6h66bXpg2t822VkxYy1SJW20sc/iN\
        KQi8vWk7/SU5Rb0x4+6BvDdl12nAW/mLQns1EZA7ITfopJtvhZ0K8VntaoZ4aqY0N6SAN02vYgLOeQwxiiu4qjeXMRJhFgqO\
        MFWLfep4x6Y4QdIhNo0Vg9dcCgLmIWA5TWxOCmdgtvYHuQNivIVbAjhgt8f/b0vNWGWEOy6Gsuyl/0+wcZmfISnUx3U7gG80\
        OG1pXN8tRXbgG8rM9eSeeNpRr5lVwLj6dgY3OwB5lLM4kJ2vL+Kbv+IjA5OdOQTzjcpIt/KkHyjzTeVkoCQngTmJlXcNIen2\
        a5DWnR7eFsnljAY0svfSax8iUB3ZP9rlOZ+dps9ah4OWN7VfYrssxqk/pa9/5612tK8PsyDJgSc5q+0pNYke75bitzO7xpUd\
        r60aTGtQDS2bKMNYNVpquDnbwiiO9EtflTMst3fjEQPoQNumgGNKqAb1ybEABhgCOefaicqYmbjKLLgm1/2RDlJayeZ4TVTY\
        MW4AZQFWo0E6T3S+r64rk4OtghXSM6bPPQV/s8fiE+iXvu9CVfrunTqR8PnlKH+imUx9kwssGl7hTOjhyDBK5JWtxYzERTwM\
        Op5J5uZEwKvsF9MtAgM50XFDmroydAmneX5mhr0PZBw652xFynDpGAwVWZgfQmIt0lG8ofvmuQHFLsEWc7A1FDsCh1M+DMPQ\
        7BqoI8vwqUGq2HIVedHEmYAt0cOmNripOzDD5qkjy7fPZbU5Al8SscgQ10SA8ly/y5p7/WM/Bu07dpbfYnreMLsVvcXOPzwn\
        JAyXM1PoVR57A2yQ0BKAyTvo5+s0jTXBko8Zx2mEZ4iZFkHR9s8JUUyhAmmTT3NZPhpgIbPGBm6U9/Bq17KeNbG9nuSWgnop\
        Dvub56J8XWM+Mz3ofSESR7KrAAk8q0j2Bp1xiv0p6ZF6PV9g6HVXtj45JvC4oVrVoUFnu2R6hDw9QyHjXbxE3OjIN0F/LSiw\
        PoKO9eiA/mKzPTa3jyI18aMUFTiZrIBGlZcpe5qd0i0+zifLs+xEOMzlI7knxPBf3FxZOjdm25hMXkN6P/ahaz/Om5/fPvCd\
        VFKw+V7kgcK38G10OnN5cVWOcBNqzj5zP+n40R7co/wYmRAEhN5MwsYmq7OLc5haRBt8Og05ylRACsZtWbewlKnjCwGmvQE6\
        /x0wVw+D51kvQh2+X/S6j0CLiz31q7BDUhpJNSUCMXWrEmGx3iEGTWvyR84UIVO5QNbK4ClzeJCAz0w6mtEbWgpNi7pEOKuW\
        4nbMeERU3udBAmCxtvWvX77rnqMiBlhDXodssyRxJu6QekN/MS2zc0GFgh9tq1uoNHt4oitfmgp1cMpck6dNR4p5PYO6xJgF\
        Qczg/EZ2Cco2i+26RcKS8r4bYi+5vgRzz1HnqW7mVlJB0e6xd8AyThfdZVfzhOUy3gz1GgGaRGsB77NRvCWdd0OApDp7C+Gs\
        5Upls+Je0180DWkGNlghrxOZQdXW4eobQ5fayoOef2MHfLUMkt9DvC0vsqj1nyb8eg5L1Nl1FpJFDv/IJ8pTWnnVxP8+Gj9h\
        TKkSazeS+ZfTh5HKc5kyDEVhqIhyPvXYebRLAhRBJclWbU/HxnTuWm4yRuZFfz35RYdrTdhh1Fs6lIAHdAJ6XbRaSLKnKUEJ\
        CLZBL4qH6V1FlFfEjhtFDY8ihY/7OS/KeLtvTag3hiiJq3mL3L3wj0XHyK51Cs+7SPw3Un1kEt1kTa7YkTzNiiTJTYVpZ9+O\
        Rme/JQzXwaBrhHTGE82x32SKf1hzb79X0F1vdV2rZ/RHsxoceGdkSy7oCTstX74h4h93wWF6LAiBL1es4IUOn0fMCGEn4gaa\
        huA6a+8s1BD4xVpta9s2IWjDGyzjKlrfR/el84IShqnGd/Zs/iqE1cqUy2/B6+jhmG6R7dWMvjNH/xtjsUC2/ATteRMTMeZR\
        2lsuLxcPXa70FT3C+8UysUi++oyrbb50k+3kgzlrtBup1GWUYGF0t/vKPA0X4raqSM2zGhbYkRJL53SQ+8KtE8s1WhjLAAcl\
        jKS86kTyiO9I9FhN4cXsZQwl5sYjY1zhAb2CYX/EANQVDwruI1W0ykkMknJCzGInykOafpqp13GtTRaG7t4fMxy7bGnpvnRu\
        SUZdStcBZCx7y17zCggHo81DirQr+NYtaAOMP8u+hgVJUwB5Dmyb8lENq6Wds9V+nSuF19dkBDTsdbqjhRx05UpIc6MZo6Pe\
        NeoyV3Hf/Lsx7BRVCk4CnPD+uc1oa4ySSpscQ4vI8RS/qoL11TPaMcxhDCdnEUIsdKFnuK7tfIJKpfCfUCLu++41DQ3tcmVN\
        Iannfe7En++0WZRwi+EXA0qsCp4InfjprGcl4N/KOsEaF3R6LjX0Ois4pY+K4qJzS1nG2OlEKMTL2w8wb+11sJnqNJQx8AGq\
        gZw70NFgCBJLhmil1GW83ZAAqo38/0IET8vQrs4y/HARqD6RYOifCUza45IKUSycBSqLSrqQlpabCgGXthQDHkxkpdiYywm5\
        TuRaIXs4qME3d98IYPElXlK688+dB1Nz4xrX4sheLNtPAhT85PqIl9DICkbW2rQSRybRNvwkku/QG/7fo4h6nE+T7QWtfiC9\
        3mJB0ksZbWM0yMQBDZJ1fkho/0u9ag+YT5T0DGtLrHvyGcc9r9CHCHnx2xDebIYg9vEzPXqlRVpQhxFBRZoh+ro9u/Y9parI\
        hj+j2KmJHxgu1y46dLZP3FD5NAK2YSfYe5RwZ+lonfWys2slODP/4ebOymhfri2FUYgx/nOCtRTQPhXGISKLirZUeb0Mv6PF\
        wdD0jZwwYTVSo8pNuSPAZIrAS+hs4C28ajqqyDEjZrEGIF3sbiyi2VLOraWOjRSrR+cG3NYmTYKv/A+fxiq0b3e+RvJirhsX\
        U0gHUymhCH67aJ/Px3UwSwnGeGpSP4Pnu5DibeDmH/dTkcOi+xEhAqaqHtwlrnfhn11vCc0J7rJQmSK/zVmS6lQGH/UNkSlv\
        L0TYsziu7fu+ht9J213opFGRqqkx9bz2VAgB3TRdwcM+9DGzW/TA5ovTGbV3uavhqc/xy8OfVI9Ux9nChnKhMG5D7X/u04sp\
        X47sJ5JR+Zb6KT9o/Gz7ElW5mw3lPbz+SFqpxzfPP7YW7z2R+rWZqnyrGe2nY7W6VrPaclnrG+xEGZp+v3TG/pEsj+m/SiCn\
        YQxem8C2Ac1W+3mqsm7p0ODKNy+4aou0Way8UF0Ks15qYyo9X4jcs1dpL8K4DYCaO+QJtER13e1yJcdv3V/wnk7X0zClhzOl\
        V66rU9sCzNHjB6075STrUH0DObsqqzvJtlMIi355D8xX5pE6+sxSIr12za8x+O2IiVRkJVN07wl6gtf1mtOVllhomMYM/1Ob\
        dtI9vyyS5BBfanVJ4T9T0pNwi3k8qQ0tWJD6InEhx22Q7Z5jyH46ZTPuoPbwoaI/H8RFE5vGvN9Y+5Qa75WiWUOz+18lEKDf\
        P+RMWMleCrgEhyl1aKuXcVoYTnQGV+IY1jUWgobw9wu1Zy5O23hxdVDHBobCMupbWkewsR0v2c05xifR5r9K/tlgGqFdal2E\
        +xDzl1XS0yNar8n1+Y23X4UZ2GUpJJMpOXYPAN+IJ/oqbjbbJl8h+FrpSeqIVeuT5DnbxlvaLkKFLC/fZ4n6FGc248NBDytc\
        WySOkT1xhT09pa7djZpLxXqRcSZXOBf7X8sthqLxyIZbifGqJDWgPRjZsgPRf7T7pPj1B2zx+bjW2bgmIiI1wVwq/jS9inrr\
        u0OcJR37akJPAOU1rE32HsGXRbbxDok6XDnw5eDn+jvgUJCBOxPRYayvSElP3mIztFLEFtKc3b5cWAUZaoXpN4lFcBfU+eto\
        KLl8QcubptPcH8wRX1J6VV0emsu7Sn0CS2hS3wJZcOLO1m/2Iu4BnNDtf9hBzK0CXiu3vIsW4Lnd/3VgZmjmnXavEhnBcYDv\
        ClubOD8AuZVeQbiff0cYBuGRfv3QQJU8wi8/Ni57cUI/9w5VuYrbE15ZTESHYKMTWxo6g+B6Ty5vvklBTvLHyrHLp38oT6Y7\
        Xme/JAsdBfb2GJCIaKSUxQowqyVbBmGfooQR6yYPZ0pessdoQ7JTrLzsu4R2dpcSjwAMGDWMeMW68TWlmWwDf2B4wPo32dNd\
        rax62Q6Qo6lcRJhaPTBb0ipdg47UVJHuYVNcqhRHYfxIzJ16g1368CC1ae38f6Yo+YPVijrCXyphzsSjd79ZAsD+ruNwNL+X\
        1bxuBhXiOhzfuubj9fs8/WK3n7SgQFL8tJipfyKjVnZC1LxH0cL/mgYxHIxhSOkHYx8IV7QYRTYskMaYC0sQxLYo4j2+JLbp\
        bBKK49yw1axjP5gGvJaoMcwsjVIdcenr0CGA2roaUJeO9rcuUDTp72P2eCT9qZh5iWT/M7h0QYV9qS86juPgQWbuwxXmYA/R\
        ZFdb2RJ4mi4UrVb2NB9Sr2v4DPlEAHhZdenwTi1k10VkzMiG65nDCqgI5cqb03FXe6+dP6DkUBGEZPUUtHoCimViWhQ9Ig6h\
        hNvVzfsbnpw72WVClOqiuYYovCc+vBi1ZYLcy4swXv4Lu6/cx9KVpqi/HfA5fhqKxzbpCYoqZMBlsufMGNkDwzHfEVLfc8oN\
        yTLSnxeZdIHFbzCHst0xR2XzwKAbhALTYrlyLpj3Xl6ZHmwYbpNPeysua+beyADsZqoToO3CGThNnEJdOSfm7UpdGUDF581N\
        rIj1dwED8vFm0IA+JVDZ55CCmuG1+BVHzJv75ptRgXBo7LXau3qJ/GcwyRHm2RAJQg0gL7bzlFaKBqqX6fM/MMfpKqpxMy1o\
        aHPS9hwpvVLpVO7/WXeqg2dDmZeBGmL/ISyUgTPGjZdo7kYyx74cZsg+id2T6u4SlBWav0W0wsctfcdJmqKgQ2kbo0FOeGIl\
        gbxRm68Lyxb7Ji06u9hjnz4Oyiop+ZQGag6CRlS3R5FSBYz3OKN45ilIOHS229Z+DYwzJ7L8rGRqFq2j/gxUaPCkP7L1l6Qv\
        PaMhjIjugZv3mREM96ebbGsdE4B45EGKpo3re7NeBmCSz0ee64zkzRLn0HLMtC9ma0Mo68vkbtkRj/LURy3jKdcLqDAW33pv\
        UPivkjiDvFRrVEl/+ZFaaXdCi9+PRbEW2HTE+Kg2tb38Nz0F9MDvh2uO7IKfA3OTEJnwcMvU4uE4DNVkQgHQXYDYax5+0LCL\
        a55IBL+JNj4tKAJqnD2OS3bfl6wPXG4AnowJeTAq65RsYRvSKSbYd48KawoJWoOda7xA1a0j9VufhWBkc2H/x2yIVEeN1Vni\
        k1G4JsBsuL/vK5StNTg1h3LRk/gu0coRbMp16gZbNbmqyWmZ3DpCVM3lGBORacS9FgeX+OY+Ke1s4fKYbwxGaDugfSltCoRE\
        js92xp2xg/4pw27tj46PL2z922ID8lTTilvN1Bc9UWR6SHynCrITJqygoDuz0rrAbRdNwWc/fPtvHqddcXOa/eK3hOIU5Brm\
        9aow9iKkAMRtu+rSPoyGDPi0f3T7/KUgTePii4gTE7sdHszcR0eTTm3q0TJX38PMxqSzcBa6kXVf6eDsH0FQMJQuWrxH8HyI\
        bv7+C1sBR4t7lEwQ06isosykIIiI4gWfigbLWCTXurBvFCj/ccnbDtWvHy57v8urZHzCZd31spPNtib1Cjp4Xm9TzVv0NLGb\
        ThTKEnxZZ1IHnZifzJi7fXzzFVYZ7DR9cGuKggZSIS06X1cwPJyyuAueedzyYh8pMYryNGQZ7fpwoUUK8q05VWmtCv6x2cEl\
        Mk7pCuw5wliIATTUiS1Rq3GlcW3s8J/ovLzHMiX+HnASB2zqObSennKvopGx+3F/cbYB7jdG2nF3cm24T1tBfJchWD0tiK2F\
        e/NopU/3a/px8pBv0iJJflSjRmKrJJf8yBAgdw/1E2jp49m/y/1jdXJrPrZUBGow8/g9m5bOA/Zw6agG0XCKA3HmLcSdLCPB\
        csJvgnzrkpiXmJYbxq50jRQeBdPrz7ZdkEGyZskgvoJy4L0YZ89dnVarFYrfO928gr8yqNiqHYxeL23ylCjW2HMaMcw2xafX\
        RF+WRM5OhQ6ZzHli724t6YchRHoUONgFc2r7XfKeyciFMr6cYg74CQG/I+cvLTSIt1ev8X5zSs5zeC4pgcTu0QygFw3Qayrf\
        VLG26VES/GDbYQwQOeOTGnO6646wtkBWp7wwlkL9xYm/IZkoqQZmbRB+Zeiw2/SWdJCtRrOuoy3SHEanpC/0GD/6p8SGx1xk\
        OK35NuUSuaV0s5wgbcihHNGW1ZmNKZa2rUd9cur4bhmj3BTsDqsPHnXnjBl/+R9XRzWjpgblaGLp4LhN8M9p98f0PLwXGrNx\
        d83PyWRPj4D/QHzeMWrCNd3RranDtqWqlUTbLWS3n+133RkPow2I/147ARoK5h5iCXgMEwtTXsuH5vCIigtrL3gD8S5+G3Bj\
        UC644iOpAT4rYRJaiIt01hRltR3lMna6eBdkECGIqLSxc9So9eyU2ChkcVYJf5k1elgeYks3dQl4J6+ZNiz68HF9reSxv+BD\
        itFxwVrdwki3W/jKpEuyxXg2Rlvf+udo767cuqi1eHuvUbJ5KgIOgONBo/gk/4LKeIODpMczu4fSv1FnPcc+kt8Vq31R3HFW\
        J653aG2NI7x4tO3Kq8jZCT4g4heALK608J4jozlMSsxuh+jzU5UxD3oClLoHoq7jZIr8Da8u/VJqW3Y0nskG+BnAO8IXJXY4\
        erX/hLe4CkMjZuO7zBmO04LJ/Vks1d0hATjS+Sl8wfZ6wL1WlHsguCMD4vR9SHZUCYmHLsOdCNr1Y1JAte5+n3sqP1yW+VvY\
        CGzlSwgl4wD5yPEf40AbtjGzIVyN6esQe5TwUF83sZtDKroIvi4+ADA4wCzrUx4WnUYNtgw1Fkl7yctUY84PAR+1CF64unfR\
        rNKDxD9KV2A8wRPyLOvFeXwJ2LkLcrfCzPGkE+M1wtGiXXW7hUH5vBa0xOJr2mhVfHNypg1x4Eh5uJMMFklE2W03U+Cikkox\
        Ix0dX7l4gvJ9C3SuQt9zoMLJymT2yDgT09alxLArxH9WbO3VaCxpGn6sgKkVyEzUr+xjiQTZTrFoqFV5UaTVObBxMChVK2uM\
        fykrzo3Je2Ae8epyvffZahKod4K7GxxUf4XFXHs/8DV/O90ukq5BeyFDzJk8f+SNk2P/plycxGG2pAeneZmBdH9JzLMJMjsc\
        erEck8lVuMdE8KK3XDEfSV4YkGBwUAAnf5YCwSOgkLsMTDtpZivFLWdaCk7URNHB4OJsKw3Ddgt/lkcwz7e4zqKE4ugQIS/5\
        sO4YIn9kQnoJXWiGST2wxH/HGW67+g15R95m83FY3yOCHxVvck/DzJBvFujr+j6ff93+BsRNxDAtpUV3NTwY/b4RtByz5gZO\
        wcEW7hAv4ICABCPOt+R1liGmLHKbq8gfUyWdlfdkVyJK1gFUK3sm1IBONUxjaLsnqQ+ujkmKVwUrKTQYJZoBnE9TogByVEkP\
        gFXt7rGFYZJ91ZVr6QcMRQP+x4OqlvFm9fk/28PCq0OAtNlpMb8NAv2Rph4Z0U8dpFLmbbJAjKhgTUEfkmWfCoEusPot8TqI\
        lUlynK2/FyC2j2yeIZVXQbcoAlkK8bXKgV2YruSYzyf9ZkjH4Cz8CkqIqnMjfLsjUv44OEpyaD2BqLLJdRrrH6un295e6Wkd\
        wOruKjHDixSRqBRnVqa3cIGouWW7hNOHa5QpqVSBzJVTGM+qFBLYCMijO/0z//Dkgdj7TJ4ueoIlZWtLgnO3y6SwPvLp6yDg\
        oCkWJOyhuoaCWszgY0uRgY9Xzpa4MU7O5zc70g2nf7CLm5bWbrZRRYKsukjVI2zP92Wa/BRZTe6QK9YILvGjCgubUIYozzT0\
        gts7zrT2CEPOnZfD0YfNm1lBzT3oEA5YbyvaVjdXX2eDWIHypVctcFm1yGNQGFUokulFYm8RX8nKB6z3vehXpIOYlO05G3yI\
        6ZX4RcoVL2W/iBhQ12jj7ziAg4tShGp0hNdfeokT1m25RurxSA6t3sMGPSem9iXwQLQGcYq8rESFJVcAiQkxxbcac9/wnqUS\
        XNcC6mX0W0BUwUY+ABc/3IbpOExB+TOdmw+AtIBV0Cvl/5CIYPLO9jNZ4Ni3k3onhxdqFedmvQZSjtkaYUgcOzzeZe6VEVQD\
        +f/G06JtQ9CIBs8Me9XffgHRIPVnNBE76Rbhg3VVd71IAmwl2yaGgIgQs3AD583aAmZjloqp4bnMzJbu2YUoz1qXW957gIS3\
        iU14OTaPMpjMkVrodC7zMNeiZpn0WUeM8iwra7KFAWaJWpeF9hfKHX7UT8GhRwtx8/EiOGLZ/53MOuLfkhY9r4nz0fbkhcM0\
        zQWdCZXjzf3ABXGxhJhUhHpE3FVI4tz7igOWC96mpJU6xQorv5MXviKMLrvCmeHpDMfG6xj0O5SKMFxfvnxW+eMhTXrbjxdj\
        QfQCDyNPPBTlIzWWei02X4puaNhasA/Xl4O/uVXPmJvRk48C3FfjcfsH6x+q9VkBipZNX4NzlI0godQpb7kuVF2tRhegyBDz\
        uTS1PZiuiWOKpQn7RhwJmjwbgG0oGh4SdXce2gsOP32V4MEbPBc064rWSFnxlbX1ja+qlAtqYWes1nqIbo9Gk2QXciHFWUW5\
        i/Q0tJ4AzPcVAqLNkAhlywHsOz2gPDW+UF/fe9Vj9SGMA0nXCFca5aohwRNjSCMyBzKX2GjykFiRZSnvxSDvcIwe22o/RtE8\
        xuWPbSx+/ZWOwHmqApR4urqaqfU9ufDjjLT9roj09JKsbIdxZgI2bfGshCJLhastOUn1ruec7+uM6YZhTnA3IYph21G4djQY\
        mIF3Qa3oUVbPVL0c0XmZpo1TMrNQV3q3sZh/k/2hBLIJD2pi4mIhQmT1VLYWPoBQjY6iic/nChwHq3NlyyjuUe3TPPJQbeiI\
        +63WDr+ASByNk9YMaRlZZRR25dxGS+EqhfpSgLb1JNShw/zJ0EjPrY5T79wV+FLO5abpKTG8QuYWPNMP9knMp+hyUsOkWZYL\
        jsJUDO3dWS5havQ4banq92hV7wp5Lib8FJsy6VHXbIWO2KoDGZ3n1UHMuzAJorH/V1IZZi2LI/un/f8C2Aq9KY7edzIoTatK\
        o4RgbKB74p5y/e0JRZcmGi9kc0lKisoKj9sIUbdjmzKTAZvwqNvWt91XkQrAzAIkhSwzgYgPKkWQY/X7xeV6tt5slIgUYCDh\
        crF21atX1MifD2AOF/4t4pCkg1JrQjjFW8Xe0onXwdN2EJudXz6TUp7adcTUUVI6kK7FxJlWdKhJwdE4RGPzsCtapiWlwyD8\
        T+fZu1imI5iQ++cOadYzQI0+FwxoMtuy0gngJyUn37Y9SdKVcqb0TJFB6hpOa/H01ywoodDRJKko1afTaxT8fn5T70QjYP+Z\
        kVAJ0c+daLnlMGTegtS3C1jS8BSgOAXMQGQn0yPZ/DWRZWqk70k7OCSgtyYySOTi1lelyEiNiAy2WwFzCTL7U5FyGqdiZrW7\
        L4AJ8RiFEKNuVK/VbpZzh+p9CxFNeCCJkZccFJe/jlvGhDmsxI1j67j6q/12TcvoLzupd8rIz2qR1W12WwILmbdxZYLjw4AU\
        f/Cs3fY7sJrN7QwCSeXMjJIYXCZChXQfp/GYytjzB8YIka2TLZ48KgjZJUb/cJntkvhY9qAr0gFGGLBdd1njTneBsVw0yIFL\
        pMkwsyD42wmTNcndcAGi7E4yKrai0R5sTNTvFkTADWMUt7paJvnrfZOa7vT1+lHiM0DD8uSQSM6IclJq/fdSw6fzo/K8n2BJ\
        k/UjPplwp9seTJqi3iQEY2co58ZsA/K750sYsgqTupaUFPX6WFOXjAf8a7F6HKlGD+RD/8oCH6UshnKpRGD0T5QaUSOe1Ban\
        iLUFndZHYxsW5QbI9q2HsdXzuMlxmaFglHB4+XxhlpaMOumcml1YZn6GiCz2yMnViWeklrt69DyVBJ8OQTfHkLDSdnGV5W9z\
        gH0SOtz49ue/LU2ZHTBfiZWMDbZR9OTM0GJEYmNhjId5EOCCV+xtm83Yvx4zE0/7lbbXH8DA+MXhUzo3rvks9rDJYeLMYSqX\
        EX+mdZzl/AaWJ139YoKlIrARF37gSSlpUqx5SDIJH5N/u/koaQKGKZbkUJRQ04Daw2L/jilViRKKHxzlWIXSDYnCe6Kp0AkJ\
        l4O17kSS6eiRxlXx9IA1lZ2tRTwOYjrw/nvywKV4heOXpRoJRERiDfOM2MZRLKyQmnX9Q3rh5NIpKYB2YSOBJ5eoxboR1h/v\
        u11qBdpOFbpHLcTGzUly/BoDXeMhNC/kl/nXtDnig5k9yxX3d4sA6vBiHuBhe9clSVdw+0SSGoKYzIuR/sUlL2LoGEPZ1dis\
        Ki8lOqOBUrMjalCSIA7SkJkoIObsjEHarkvYq0j1gmjpQ6Zw01yl4r3NPnxMlKBymS01mqel94nSaLlMEblIWmsc5kNisO20\
        RBzMGHw5ZHuZVKGpnVXosYmrG8pBS5H2oBcZH2xAqGtvPvNo3YYAMZlZ7U4F5Ui1nyGTCKRVY+qFuyJMGtlt7A6WwOcf/M2B\
        mWwdVZVd+zaYhpvcKnAOa8x2JGhxa1y9pylc+YhBIgqZmNNjxJG+Fr10uhC5TZKRABYRc2/cpkOjZmS8DzFaQpmyvR/PF7Us\
        ZOhQa5f6EM+LY5fJ0F2NVD+GiTshDbpimdetoNZ+UjMQjb12cC9LFoCHz8TsZUlNbKirqFj+utqaIoGOhMpc3sb3/fChC5/y\
        MKU6XBj06ReckKP9JozWIpr5JUHmPqy8V4S7RNtm+bYHJhdPTsF4xs4y6vZH7ryimx81BSz8X7Btq16Pe0fwgdoo1yLbWa3i\
        U7njirWhmEebS/hw3LBhCjTkQdMmadzOKr5eaXxnt8QyiokTl/TbDJuvT3bXa/XWqJe/vV9Cm6FNBOCLSMPujXaTCoKP/ziR\
        nCWfyzAdX8c5ftV1mWPg72s25CBX/XMEbmvQixSfdRydAK5M1HpBx4PcSPNCwHbCwW80E/TS31DRgco7ta2FnZ1+cXTCgcZS\
        a0TGMrqowzIK3Qx33JB3jMFIk4gp9F5endLcty9edBYn8ungOrGFA6NAPPapBKR5pNsF2X4iUKmd68oVn3iS1WyUYUxGnPN8\
        jaA1aDsSUfxObsDvLu5yDp4IRkzvmTFHPDhNt3J4mXrpLVA2jI0rnWrqbjMjorvnng2QdPFGRh+azufSfyx92L7nPrYqxiz4\
        fwO+4MRRZSieGd1kUjU0GlVdpsBlWUVDrh45GOzTffIt/r6R5xw6WZ5KaRcxYWguVf3o/vVg64jsH/7crwQAH2bAyvcHsrc0\
        nlMdEArAjCiDP608pdO4Y70TI9LxGPg9nbKyFAfKnmSevalVStW7nj1c5wD3yG1PWw14K/Hb8wpqcjR0ml3VF57TPw+8GAvA\
        MviQnKLEqzQY7cM6RaUNJSGjtYdqo+osnxNvFSohiF1XRRlVTHtkwV8BTkE83mrRYPIJHrqeZCSfGGPtVxfDlLQu8QpmB7FE\
        pluhH7ZXnflLjrLwxM1gwZ8rcewv7Mk+Tt6uJLMviFf6NqgacnLe/VQ10p+jv4KOn6TVAj/UPsr/QgC6fo1DUyWdK35ecrUJ\
        bv+AJ9ZtEEOgEHpWTpOYnFcET9GKqFvrElgQGsPZ9uEL8SwcZXO8K6BZ1klgahH4jmuiiDSRxutMrUjkM4RuKcq40UVHFkAW\
        oN6TM0QsG/k0mkYBQa5egPkRlVxlBgQPo9Ahv2wa4+ShCeca46A3bKAFmkISUFCO2yu2JLZReikfUeJJ8Wtc56GlnMJ4Qkat\
        aTsd8VFFRkIyTonImFZqWZBokfSAiezpoiRxsdBMEcqJXowHjCIXGMlsQDCdZM+EFEdZyn370NCjMP3mXAZ6Xwt1yA0KMAdn\
        wwHrdeDPm07iQPDWCz3FA6Ny2mbhXUVtxCAL05COCUO6Tq+GT3o1BitrFwQyDQkKpIteMUd9okhoCok10eXmMOb94iJ3+WNd\
        p9b3+aoX40qks/7jJNJcU/tctIYw3IDdfueMGqyMje6pJzlpl+M7zqTZeLfEvaFUNdUI+LlZLsKlrfsS6nutFGo17LUwlGQv\
        pbz8dI2kFb1/ALZp4SN8mJim0DUXzICzYm8L4yYEayil4MHB/evmHE3btmxX6yO8qobDa6uZAK0QNCpJcRKOrKXkdsS6Ltjv\
        jDDyR/PhOvpcfjpalS5LgyXCLzP38jYhpgiof1G991MrS4D6lerf3xv4sMu1in05OcnxHBLnHIWmtRUfNlXToq8NRydZeWvk\
        pCAOVJWn2Gl1TEhIhXQIp6bxPzu4Ey0khZH2diztbTpV79iBLblzBEniZ8tkRxRbp7eIp4SWBzSMDekEGYn31n7DAvDOjX/e\
        XkNIAfAStbGn38w6jWqzD5PzF0jbyOo4QVz1K7mtgIVnLNmriTjV3qfzL1CNTrD+rZoIfvlO0boK7F3m9+9v8KYrk77fXUWN\
        qKMwDjOgomkoOcy6hIA8XnQtElAbbVjEbrh/MgF/LP+pJNPK1tpCtzmblqCVoG8Y9rGrpbhzsNXzoO4hc7SLbKmD5z5XvfAU\
        yaKTMSkO6H3zf5fIHbzEPGyTP+IgnAvVqc4paag5gvgLayaFVop9b45YvLX6uqL4FoCSF1UYoMmrMR5zcRLk00q/VFg2vGcW\
        N2Y+k3OM76N0BSFM6MkqWKvuUiiS+hCyIgi00VQBhGF7yYdcngPlNTtP9HZXfZGLrNmwgwLA+pyH0Ukgvu5yS5IUR3TcCVoi\
        7l2PAj6A1netFt4eK6JxljlRJGg7gO/Bhu5+UdQ0+P9n2XP0bo5gL6075YnAR06X3luyvzNTSUi3a7gDdt/cWLH+12e1oVv8\
        rWgm4ZRtJtPq82hciNl9hd47Tcs9DuKugccFYNE8VyCtzAtv1txZEb9C8DbAM/w+Q/B6gxLpHQ2NMnk7YpQMfq4dyoqrfEvd\
        IcWqGaMj9Ze9GFBEXXZpXLKRDMy18WO4rnXw2Cuj34JPv8aTQMw7TWbFmDc7GrVM22yL/YOmuWGu664xUScSc+2Vqi5nETnt\
        MamFZzA6MyKY+DcJqdVaoa87vwwnW91evYqH8AJjhHSFVy+KmD3vDq6Ylc2T1//Dr3mxQGRgG8CYfUdHrx6RSiKMBdYiztoD\
        t6T2cBT+52evk9WiI48B1ZWhvCCS8KsppVCyuWvec1br9k2PBCNJWK/iAwr7fSzaE/n6MzoC409nUa/sEbAQ281EH99MQAKz\
        sTPeQqNzdvXZFDmvPWHTggHxA3fDbazZwmEPUqoSSpGxSbKeghHiSCf74BaNMMsmGc0zZb1vgXPnpzHF9wLc2bG8XvT1x+j2\
        g2ASF2UPQufWnvwAmMIqSYnHmQt3ccJ3sr6uysG95An4KTPYD6O/X6DR/40fl+UmC7JcD7ujXKezRNLzPjCiXrkn5MGkGdAZ\
        rM+oJJpc5iK458fY1YB6ALPlBjQPv2tXhpczkwefJLZrpGUH416RHbA2KirN6XBJs+r9624oCb1ycw5Px4lrnZRUPKNg6WKb\
        Y8A5/5EnS+u0IFCdDWmylGM/164sNrK1SdRaaoY+8WhDoRFqERJ/VrSTjtL/ABtz7zHlu76+HW27fZiIqfvlJRpSpe0BZlLP\
        tOGIBCX3hXt0G5IdBP2SdhMJJ8+QpCfEVLlw56KOuIu1JTHIQ1HraVqK/wt6W9+Tlyze369AZ3RUJddeIc0Mu7VPHuY2Yx+t\
        aAWNOwk3AxrBuQzLFwYqORzKaK/b5A1VtjKmKGxvqmZD7DQxHguXEKNQj8lS6aBCY8MxeeMoFPi2fbjVPJJf662vzkNWIGyF\
        9z4iRW6uTtbud/ap4RoHjLfT48SpMP/82xhGGVNO98PUVDXvl/eYhhFxT1Ujsgflt+ovvT/u2jCZErJ2e6gN0DeBPoD+0Xza\
        ee9/YrbRlTu41rXnhXtFgw4BfHvj2Fat65fHKQ6wZlo9RzpL61Hc87jweNmDokrEMyFjk4g1FM2TLDOvGOfdcIhMgjX0J1c2\
        uSrymNwIBJt4x3SS1lUbcQzXKq2j13vlRgnkMnjvbk25PwaZWY+LIPoNrMEs/PwfJWh5P253ngR5Xm18IlMPdbl5FdqfBSd/\
        pWh/jEETLfaRUlF/K6JS1GY5W0DU8tFVuXoIiQWcA1/x1UtttTsRuXZmaNn5VSR8AosoN9egTNm5sg6TPitsM8n/CI4iTYAg\
        KPKaTOvlCrXXRgJ5EaRU/7rf9eTw/qcRcByo+yLkxDgh4x4hDPUtHU903VDx0Dm8uwHaAzO7Y5x+HIBtsFYdyYpTFvIv7xCQ\
        +40L5G2uSZq7HdFtUwAIY28jIwOnqG89/5afhIgVwFdLEsLXh/7JP7tE/YzQSrw7VOXM6pfvgecP05M8NCiNi4b27LTz7R/e\
        u0kZ2PONupAVT5Y8R76DtmUHbG60sjCzzukeS3cGzBK8dfkQ/zIPXLWZnma71ANPSuU3pC/f7zUWHFNI42biFryHpmjoGWZI\
        nLUI7oBRg8Geas0kzxd5nKBi0uOE2g6nvYgjVb9oE8+I7AuDthM2kRAPSAOBrAZTHD1ZCc8ftia90BEm6dhXENP+da8cwXAq\
        KfCBtPb99qKyE1wCl6nOxb3UCGwBn104hFPG2TR105pXZXK6/3VhLDIbRqNaUymxvkNd980oqip8jbT8gXNHW3flq/OS92t8\
        dvo/aYy3Gpq+92Y75epNv9hobiRwHgNvTAP7f81npsVm7ZTOCcREcL9VDG+CbJZGFVLmZfU6TydaFIOP1kzPdz0ZS3jOM+kH\
        v8qkFEXyC1SuplDQPXw5t3zYKnoUgk3FWqWHxMD3QqPAUwutxNBm1cS4uVUCPp76f7kzfst+Epjny6Fy2GgEhcBbklC9qOhr\
        blxqjFhPD2G0o9JDaJlltalVossZjR6ZwSfw7vwuRRmJ2I5NHaijsIyp1YhJh6YVfgTppxwBrfzBVHz5AlcCB6lpS2uONT/k\
        FBnbajgCIh3fEPuPhpR4BMIWFOIHsZkdPW34QgCXGGUtJBqNkm4iG4XQafFhXieiwkaXWcGUfhT0tl9yqfWzr4tvbnJ7aLsN\
        kThcv0IXaorCzJFVVhcXGn2K9X3uUptEOkGh+tPUAy29uBTa1sJojsMpfjXDqe/EwFFwaqt30pom5i2aON4lbf/rd6DuyGZq\
        wy4F7vVNfqoN2J/g9NGo2XZx+0VvYpkEfDGSw+NyS8rDUFvz7BClHazkF8dri9EJOaBl0fNOdbijBl7jHMablsOpmkYNpGSg\
        V8NYbYPO9fSuCLcQOXntiTJ0LfDtUwxmxAm9rEd1rdjbkqoitbcY+4yUoUYsH+mkFrldijOIwvzELRHHDM9ejPP7kf3yHYhA\
        Ia2DbKaK3yy7eZXBC/WI1MRSq4Rgc99aziXMpk1regnZBjCKGmXrUkDjxOvKqcwMxHAWGgbmtFIlOmI1NpJJec3RGDjgjY5N\
        yG92NzLmSwvE69xDBIxD9fEcWerQUaNYWgf6/OmFz+2LJ7c6VJL5ssVKQGCzp2+gRbe2Dq68g4l4A3a6PvH2PUF7obVb46CT\
        xVvkoqasV0qdRvHhxUysKdKdzXuQQDiecVe7MsRZHEzF2dihhuLILQmvqipvfy5zhw0+ZPcsTgjvZ3lqhA8PvcYXwaix7iqB\
        HCi1qBtMg9fJi1sMJygdYQIH6+aSwpZ/xjH64+Scjug8CvGunm8RajgucaiNBWGNz0lDPgMPRHbGnWSluDnkG6FnQlJ+FwVq\
        GM48J2/SbjSQGhvH0OMiGcgFYDxPoDh3bkLyY8YEtJ2WhAMi4ZItVgapsLu1v/5vyDyxOSKtmfVgdEZ13TfMlNytWh/Lpkcv\
        7jQRcdk56ITIda6KjbVEGldxcoaaTsbnHaznqHX0Ki+7pLUvKTSZ3sh+/QV0l/kDIdYqabMRkSvo74oEX+nF5r1cjBpB1rKV\
        yQ8zZhe45/mDl1QTyZfxC3PrJn/YoQy5472/xmer24vJmetmOTUGyBScNciozodnGJXWUWfksBQLVNpyqS18iMnsNQQG8m5V\
        mv+0Aw3i695UNQVMNamYYFuPzwSXLY1VyfnANDSZf70Pu2mNrFViZOvpZ/lIqXl4oMMu+F+UsYjKFx1hSo1+EhyTlIzQ/lXT\
        mYH50RqpbgNFCkFSJ8LGW8plqbKRXZoFWkB7wGmJNjSaBOPbaR4XhBn7pwGq2N5VyzQAEa/rDXTEpYizbrqkQZYWCOjS+oDc\
        qME4cshQeWvLZyKZXUghrqqYccG5eCoC7S89K8bBqv0+a3ZzohCo+8trhYtA06CYdlgVtZLBUUpJYE+v1ggZ2ojXp26XeP73\
        y3u6vm6aEYxCC+QpQTKoi8SUlp2VuYhEgL1PaKuU+yzLlaTS4OAqW1bQWcnyI8IyZ1PqjETS4/psRIZim+OHqcuZS0AFkLZs\
        v1X8ZjVVyvDU8c4mdGTQRSwjYeBe4c1Qy8u46B8c/uTQLWVIEIDs3mJSg0TFNysJ/tTuPKHhQzDL+iqGFE6yHWWmsXJFutT3\
        MFhDbHKSvlbcbrqynaYWBswgLo8nU+x1ye6qxlydOe6m+u1XBmTpMOOBWXbNMy2RzHOW0cMGrfzknnDX2vMtCTqPL+virAV2\
        uoU3cOEbPvLMjuxuuSEsv4l6Ws5+ir7s4QefGm3vCniVkcsVR/HwhM2gtKWTkLNuG2VIUEKMu1tMe15DSeh6zel/tUN9ZNn8\
        zbfJDTq4gz1TJPXYUW1B+pkLnKch/mQ//675BX2fnkjOGvn8zmrRnADYI2sjsDz4PFk8YYSggmblj+lcbKpNE847+r5Z1nzo\
        rI39Shb3xD75wiRRP7xlWVfXNfop9UDOzmXClSHNhJj62WLl9w1VxQRDZuwJx2GmDMfEogAXdqTOjEThhfqqA5Wc8jIpYHhU\
        734xbtB3PWbXvl4KSAYd5c73XR2o6ZGsltNvihRWKEkgf53VD8YwKLqDJ31cJ9ALzxOiQ8HNLjyM635wEAOHzsv7gwUlu/nQ\
        twx5rfPoQSjPP3wkr21G4TO7apNpAqR0EzlLKordxjqIkMdet8Omx89/nn0JECOhocP1y/fdrPexjwOk0Hlh9xUG/p30OI7u\
        z9Ko8ju850JPSm4n3vNo8XsIb/oiZSiQD6CSc25wXvnQE7pRGu6JujKF0crAyfTyHvSBCHPC67/+dxK/C+jO09Bj7Cj2frpT\
        8WQtv33/M8ajKt2Gn2AT/hYuLDLxy+Vt0Gmge1rN4AT+coZVgEHx8SPdiLsTleXkU/YvSO830ZnQhKw/zYCJOxh4ZTyLqbcf\
        ucU+JYQ6mJ71GptEx+r8vNEpJFV8ficUqcd/ZNbNOR/dZQn8E4zN4WUS7yJtFfp/0U7lYW3I7HTWla8I2sx4u++vp6l6XP6r\
        m5Yehs6e3TfSiuyX4oo42UvmU2nkPQH2JmGV1hE+ftF6aTCjCSiIANNywND0/cn1Lp4fI/xW7nJBShfzUNDOpsJqNabDIXoT\
        1BfABFJce7V1I4NieM7hIP1mFHmDunOKrAEeJL515uLUJBGQzVo2nYw0TGYOJPMCf7jnBk+rM3cOk/p2X/sVLtRVo8CE32TP\
        ZtwdK6s1LHSq9mA1BY3xFD773UKYqkUn1GXWOwOE8WoWELCobF1zs2ozcJgo3o/ibbrG3G76AH3UctDcuj9d1hvjkxJEcXvy\
        Iwur0w6eL2sogL/NyP1mZdW8Efthm/ztZCSbkwx4Xq1fyjkn8M48Xv0/HZrwSze/1iYVfh1qcYvBJKuNony7ZQcsoDp7ayV9\
        vcu9YPZe89HW7o23guNsr/tNn4IHkASH3pMKq8wdGW+kVfv9bzcnPddZMI0EfpIGAGtRtXcPol71wSS4rMawE59Yg3Zf4w3q\
        15ZRqjoEkdM7eXn1tBk2+Kzvupm7oQ4F/W9U4oWcxYnYYNPcTZpBLo/oA2EAvadje1egFoyoEXge1KAIFal+DNh4F/djCbHk\
        IFR4CMtXOuoMjn3hQSN5OkI4hYIYQoa32JoR0WxIjdT7vFQdSwf6+GcNZgmUSI/lSx+/8nBOQojYy+uXNfVnKzZ+T5bNx0lp\
        YV0XB0rpbHJNQs4CFvjz+tjU5t325C10pqU26mL9EhfkKQsUXJ5cNpWjG0LvtfWk2SRzNqwNEsq/BN/YgifR5kDA3Flzm9Wz\
        yhffkLMzHDvZZoq1J4UIZ4bBNLXkvdv3JFKBO2lzIpq5KqGlTSAb9do1YP0MMrVMg9Ty/4aQA9IIk2ms8siWCPivp0Nr+kZV\
        2plDJ3F0lgsNfT8NZWF283I+0vA6kFGL6zxsICuIzBTa+HAG8mU5CeOaUrfssjRITnrISsIetZNUwbr83fCNnNseXGFSoo0+\
        trGv6q1JdPNlSsb7vnadhwq7dO3mMrnl2zTPovUjllbv61FTen6suYrsEO0rQCCcD1Dc099rUM3br54FbT1bOLaFUzBKvIiC\
        frwA+Ay5x+GXzbxYIs0xbNu0JMuK017mhUYJJkXEaJ1gJ6l/7fPFr4QrlXLxJ2mX3HzI0dwR4wSr325iJ4OPNbIjt4DwMN57\
        NB6Io/ajYbTciv9/qp0aAKPjLu+/iZswWcuzE6SLgvqcjZMf1Y+2ndzMPOHADuSwsQSH03Kg+kf1wm9Xo1m+eyeAHhROrLrE\
        3VmvVghEBuOMY/vghQ8woM0Sd0YqIZJZD7BbwlnmEnPdXk6fIM6L+PNRImHxduzdBGwHnTJYXZslmv4KKMlz392gEh3PFn2x\
        4mItEPRUcBg3rGrzBKA+wGswJ5BJiMVr3fPkJhQZlE98L4uS9tFMNQYLT5SBjMQYPwwHJwbe9ybef3ZuRFTaEYpsQr7kdsS7\
        ZvZgv9uI21csRiHEPsGDbt7PV9YJ8Cq0F/5NoNlu5DiBgaPGWTCDrlfF3wX1+Rjz3wKqtIOHqeHUxlIoCJy2q+GWyPSzlsfk\
        u8OV3hNpd/bfbsT1C+Kkt2V/A5e+1IO+FDoYiDYVgAplpkt+hNm4WN+RrIWpT80M+4FVvXy++qwUuMXuc5f+LMhZhEWeLqFO\
        4FG3iOy67aUwRscOavYFj5UiLARhV7jEwbnCz8ZfRuXgYNoJVhrgDc+xdp1ujoRoaKHpmlSxSqXQaJ8oQM7G3+Eb2/usRzaR\
        jEl3mNbtAY9SlyamsYlL4GWNG5UZU4si4UyI3EgznAVVaGhJpOP4mG1VjmXE/IY6Gk8dQEeL1Hzhna6DwC5vKBNY1OvRHXcj\
        tPXqDjV5B9VEPezF+TweneIm1vOjMiOP7opCqP1X6LAJcl21+N9NwctU8XxvR6nH4ksxWlUWcUg9i5Bzsy3hG03h6y6rIRr9\
        LZwxn/VeCNDiYceFEad+dIAfJzkZsIUr9EoxvAYA0YjFNdiL56ugUuKuwnG5WWpGHrbVTYsXheTkxhXPrV9FBLzAoylDOpdH\
        4s+IHPBxlUVFBQR9dIEO15riDf0PFZOvu/CCcKSGwDjjbfxxnSEUwuOa6oiEnihFqzJvb3/nTg5Tm35U2B82MeN/8/wO/yC/\
        wcBgpL9WiF4e/VWo6c48X0hpREys/60L45iR9Iu8xZO47YbOgs5mb8EUW5/L/SsHutCom/THv7/jxeVehDcdPy+8oiQe8HEf\
        +Ah26/cbqwfY5uRaqotFr+Qlcq+scg9dShx6qvgC8JTazraC9Okng7K7P6AIYq9/5CcGj7p6RMllFcR+mHF5goSgY5fUyGh9\
        /a/Qc4Am3bvmI23B7gdMB3x6HJs5ZZR0MIR74SX3rrcdkaEoEzrqf+Y3ACUmIhvDLkd0VbEvhk8gsnxEZ5oueOXFbaH/zotB\
        5oVvE395mS3JT6L0MpfsMtLZp2975mEUxqE+/DvN9cjmxjyYS8dUc2N2VkqPmrG3iFuawvSfHsbkBTBJ0m94+ebKaOlBRmKa\
        8D9pwvhua+9i+TCzfG+8yHi3jfmMAzTl52gfFTEh6h5n90u8sM3F5QJwLBuMxV+2XXAt+6lItfTnwgs6tIHsiFUB7KUpN4HY\
        S1oawk+IJmtScOfstKolOOfZvbzGi1vtWQwpty3KK5Z3m4tosSpH3tB0uPGzL4++6AA5Xb4OBFeB6ABReLS69aJX8G4VkSGm\
        fFlfauIlBv3oCKM37WkR71YcJ8q6yr9OptbiD7cPVBOxIawlGrzBDOiBhma34BS25IIK+qhNWoT6QstdJmPISNNYspEydLoh\
        6Swi6ztWQtZcHsLK8kfSWUc47rt/s4QaRJVvWeKw0frpxxt81aTfC6SNLKSObEaOZXJX9z9mAX3kXhjudG7X1enYc8vO3jY0\
        4KSzZEtR4cigoEgnKZLHOFE+vJbNPjNg6eS1pR9qVXW59b+rGFKwyyeVxm/0soE1CXy6ZxpUkbnqnHLBzoZeYESr/1dv1xLU\
        3z9RFDGHU+/P7+1w7lhohOr/jIXCCLpNW2uARvXWCBdH13m62ndo5knQR/+bH2YM64b6E4b+bkUzuLk43MElBhbS8cFMFeL8\
        +Ag0oWEBigrst4nBc+H6TmBP9FpXpFsoaNissc5hbYru8I1eJSzNb+3Sy1VybhCr7eyd6Mpd7Sia15OrO2kZ0WPIdf7BIJzV\
        7gk5E6u9PUy4XqMTdReai1WimDU8A6/lBVqk6OvRDsLuClTi3ZhI16IJ0slFRJoLrJpGxF5eAzxpgtKSSDmsdO5gb6LNaG23\
        VUyZxLs32H5k+JFT7ya0z/QYNNp060wc7oOlZklhCadPasbkEN8AuymikOACFRauO4ojKI5+LnLu1+Dv8u1Vnip57jYfmWKv\
        Ox6ZkTHjC7f9B1RvrgpyZ++HvomkE2V96HIUmFUs+eDzwfcbxi36Y7nyW7xm6GSU8CF0u3W8d03y16Y6Cw96BAyZBzmfl/ZC\
        dD2pffMBBMfws9DUxUV4gOLZt3KOtkvSiLXUom7Ig/PAlB2K8p2UZvGGPsi39D+UrRT7C4tKaUl6jGXsvCpV4LtCDncrjNyR\
        8ZehcaCatkCqisT/fd/Ig3eon9uz/uAUq7kJfZJXW2fxtPZROw1USmiNE63Cke+oxZ9CDKXcsj4LWgb6fg0IPfHK06wAW1fW\
        4i6le56+HunlBSvdpJn18sE2Qxfeh6eU8lQId0b9tdnZ6ubfRYSFdSvrD88pXDbSc1EbRfdIAofyd69Pm9yRiuifo1zBs040\
        mEwErpdlMiw8sElXTTZQnPKhbTW1VGlBh6cNQMpoKVn081ws4Oq4/WT3rCq59cJK8qdEZCNSSOoqQeoNAlbpzdJLtrPipvL8\
        fgqtyG7FbKHzH9RhxemVEEA/yXwdotipy+JwWX0yut+P1mt3SV+NlPMw8jwJdypk4UeKGc4AP6vKT1KpQxqMaAMBmtUy193I\
        8zcntUqZCM7H7Y21gqFIJCD6JXthtVnEc0MRCHKt99jz04lQo8rPYclNuRU1dhlOlTtXhWNxWbOqbx6SMiDq1PQdp965ohTm\
        U/c4u/TckWjGBucegJXn1QIVsNzCz3Gj9I5t2HGOlTtgok8svqYKlSHermfbJUJbfTrOPFF92bf019bw2CD3SaRC2rCjTVOn\
        HOR99R3gfmcjq4SBCK0ZRfTY6tbDJQMFONEOuznw79wvVTeUwUpeRflVXDNZJdnT9NxaQNKp29qyELrgxQjgU66YbE2kLWh2\
        ChZV1vuuwFH1G8C4/OG65xt2yzreKLcSZp1Ok4/TfJ9Yckk6zCX64fUvg6P6nPvWkg9yKCTb5ANFNNJbhQckazuVfaxuG856\
        9VjgTvmbOaEBLovCaFco2YPGgs9eb35NM1pmAoPXxmb1pUFayhBsY6plldWIYfjX6HFDupx0Li4oGeNBHWhUlvXTlvxa2Lfq\
        wiZSEp1WRJ3DC2llzj5B9ddlkOOx7P5i9eiS3W7Ewt76SklcCSGbYhN5tk2j0bLjSt9LXxECvTn3SUdZCoegBQI+nvic3ww4\
        2NWCykFz+CAc68RD73lnkPfkx/sQdVrFNLzfYap/oYU55C4GHCR4kem6QuFykMdC+N0igcZ8WaCP3cmFnp1f9zgCytiJdSQr\
        0RSG8Txt2mv484xP6+nY5F5xpFnFv/FxdVw0jV9hnzxu8wo/j9Ar0fkj76ZhXOmpPl1pljswrbAPLSBZET9VurxHe6iJhB8p\
        +g2TFXFSkCdvRVjawjaL2Ch4n0IhT1cHqTLlxRjln4D6vDed85Xm9SRytE+lCC+fDg2kgPBRmMZoFLcFWwP0RvsLvCVq6lz5\
        Pamc8mSBzEL057prMttjuCdiCAfnnoBc/HNgNOurAEd2WBzppsESEG3936uzFbHwpNCELWcwhCn9I9blfeb04fnXEY2hxfMa\
        iva+Xl2egXD5STRHJo1Qxf0wYjWODh3Ew6YDgO8b39TFH0RzuGAJN9kh30cvv5tl/UWRrdLlsGZDY3IMcUkpgtWyI6FBpiSC\
        Rs0jgfZ+kmz9vmxF8kFEIVYtgS62fF+gz9DUCv4s8M3cXgkFSstP5f3dbj0p6oTHdD2tShvbxwC1/sGzkfkyQJCGrMcd1tvY\
        /g5YhGxAcX/t5qHg1qBUbL+LjPC4Ilj8FtBbq1gQfTT+Y6hPeCzJ0/zyzPn8EfvQN2CHh1jSYoXtEmab3G5tAf7PsjLRLplL\
        bUhdLHFncoqlUlmErVymHnUWIh8HmhQ2/2rPvVliSZ+4hG2vh7iDIMEV13EepkW6Z0LoWY6IS9j/12iOfSuMPDFAtBXnKLvn\
        ZjxU4jvSiP8s9GF4NQiPOf/0Ianc0+84rVhei6ykCKwuTNvfpnmQDsFwiWJOMQra
        """
}
