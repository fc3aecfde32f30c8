// Makes fabric-ledger.json with Fabric's own code. Put this file into
// core/ledger/kvledger/txmgmt/txmgr of Fabric 2.5.16 and run
//
//	FABRIC_LEDGER_VECTORS=fabric-ledger.json go test ./core/ledger/kvledger/txmgmt/txmgr -run TestMakeVectors
package txmgr

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/golang/protobuf/proto"
	cb "github.com/hyperledger/fabric-protos-go/common"
	"github.com/hyperledger/fabric-protos-go/ledger/rwset/kvrwset"
	"github.com/hyperledger/fabric/core/ledger/internal/version"
	"github.com/hyperledger/fabric/core/ledger/kvledger/txmgmt/privacyenabledstate"
	"github.com/hyperledger/fabric/core/ledger/kvledger/txmgmt/rwsetutil"
	"github.com/hyperledger/fabric/protoutil"
)

type call struct {
	Op        string     `json:"op"`
	Namespace string     `json:"namespace"`
	Key       string     `json:"key"`
	Value     string     `json:"value,omitempty"`
	Version   *[2]uint64 `json:"version,omitempty"`
}

func at(block, tx uint64) *[2]uint64 { return &[2]uint64{block, tx} }

func height(v *[2]uint64) *version.Height {
	if v == nil {
		return nil
	}
	return version.NewHeight(v[0], v[1])
}

func value(text string) []byte {
	if text == "" {
		return nil
	}
	return []byte(text)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func TestMakeVectors(t *testing.T) {
	file := os.Getenv("FABRIC_LEDGER_VECTORS")
	if file == "" {
		t.Skip("FABRIC_LEDGER_VECTORS names no file")
	}
	text, err := json.MarshalIndent(map[string]any{
		"headers":      headers(),
		"rwsets":       rwsets(),
		"ranges":       ranges(),
		"commitHashes": commitHashes(),
	}, "", "  ")
	must(err)
	must(os.WriteFile(file, append(text, '\n'), 0o644))
}

func headers() (vectors []map[string]any) {
	for _, number := range []uint64{0, 1, 127, 128, 255, 256, 65535, 1 << 32} {
		previous := sha256.Sum256([]byte(fmt.Sprintf("p%d", number)))
		data := sha256.Sum256([]byte(fmt.Sprintf("d%d", number)))
		header := &cb.BlockHeader{Number: number, PreviousHash: previous[:], DataHash: data[:]}
		if number == 0 {
			header.PreviousHash = nil
		}
		vectors = append(vectors, map[string]any{
			"number":       number,
			"previousHash": hex.EncodeToString(header.PreviousHash),
			"dataHash":     hex.EncodeToString(header.DataHash),
			"bytes":        hex.EncodeToString(protoutil.BlockHeaderBytes(header)),
			"hash":         hex.EncodeToString(protoutil.BlockHeaderHash(header)),
		})
	}
	return vectors
}

func rwsets() (vectors []map[string]any) {
	for _, calls := range [][]call{
		{},
		{{Op: "read", Namespace: "fapiao", Key: "a"}},
		{
			{Op: "read", Namespace: "fapiao", Key: "b", Version: at(3, 0)},
			{Op: "read", Namespace: "fapiao", Key: "a", Version: at(300, 7)},
			{Op: "write", Namespace: "fapiao", Key: "z", Value: "1"},
			{Op: "write", Namespace: "fapiao", Key: "c"},
			{Op: "read", Namespace: "_lifecycle", Key: "namespaces/fields/fapiao/Sequence", Version: at(1, 0)},
		},
		{
			{Op: "write", Namespace: "fapiao", Key: "\ue000", Value: "x"},
			{Op: "write", Namespace: "fapiao", Key: "\U0001f600", Value: "y"},
			{Op: "write", Namespace: "fapiao", Key: "\x00page\x00发票\x00", Value: "z"},
			{Op: "write", Namespace: "fapiao", Key: "发票", Value: "first"},
			{Op: "write", Namespace: "fapiao", Key: "发票", Value: "last"},
		},
	} {
		builder := rwsetutil.NewRWSetBuilder()
		for _, c := range calls {
			if c.Op == "read" {
				builder.AddToReadSet(c.Namespace, c.Key, height(c.Version))
			} else {
				builder.AddToWriteSet(c.Namespace, c.Key, value(c.Value))
			}
		}
		results, err := builder.GetTxSimulationResults()
		must(err)
		bytes, err := results.GetPubSimulationBytes()
		must(err)
		vectors = append(vectors, map[string]any{"calls": calls, "bytes": base64.StdEncoding.EncodeToString(bytes)})
	}
	return vectors
}

// A scan over count keys, key-00000 and so on, written by transaction i%7 of block i/7.
func ranges() (vectors []map[string]any) {
	hash := func(data []byte) ([]byte, error) { sum := sha256.Sum256(data); return sum[:], nil }
	for _, count := range []int{0, 1, 2, 50, 51, 52, 101, 102, 103, 150, 2550, 2600, 2601, 2602, 2652, 2653, 5203} {
		for _, exhausted := range []bool{true, false} {
			if count == 0 && !exhausted {
				continue
			}
			helper, err := rwsetutil.NewRangeQueryResultsHelper(true, 50, hash)
			must(err)
			last := ""
			for i := 0; i < count; i++ {
				last = fmt.Sprintf("key-%05d", i)
				must(helper.AddResult(rwsetutil.NewKVRead(last, version.NewHeight(uint64(i/7), uint64(i%7)))))
			}
			info := &kvrwset.RangeQueryInfo{StartKey: "key-", EndKey: last, ItrExhausted: exhausted}
			if exhausted {
				info.EndKey = "key.~"
			}
			reads, summary, err := helper.Done()
			must(err)
			if reads != nil {
				rwsetutil.SetRawReads(info, reads)
			}
			if summary != nil {
				rwsetutil.SetMerkelSummary(info, summary)
			}
			bytes, err := proto.Marshal(info)
			must(err)
			sum := sha256.Sum256(bytes)
			vectors = append(vectors, map[string]any{
				"count": count, "exhausted": exhausted, "length": len(bytes), "sha256": hex.EncodeToString(sum[:]),
			})
		}
	}
	return vectors
}

func commitHashes() (vectors []map[string]any) {
	var previous []byte
	for i, changes := range [][]call{
		{},
		{{Op: "write", Namespace: "fapiao", Key: "a", Value: "1", Version: at(2, 0)}},
		{
			{Op: "write", Namespace: "fapiao", Key: "b", Value: "2", Version: at(256, 300)},
			{Op: "write", Namespace: "_lifecycle", Key: "s", Value: "x", Version: at(1, 0)},
			{Op: "write", Namespace: "fapiao", Key: "a", Version: at(256, 1)},
			{Op: "write", Namespace: "fapiao", Key: "\U0001f600", Value: "y", Version: at(256, 2)},
			{Op: "write", Namespace: "fapiao", Key: "\ue000", Value: "z", Version: at(256, 3)},
		},
	} {
		batch := privacyenabledstate.NewUpdateBatch()
		for _, c := range changes {
			if c.Value == "" {
				batch.PubUpdates.Delete(c.Namespace, c.Key, height(c.Version))
			} else {
				batch.PubUpdates.Put(c.Namespace, c.Key, []byte(c.Value), height(c.Version))
			}
		}
		updates, err := deterministicBytesForPubAndHashUpdates(batch)
		must(err)
		codes := make([]byte, []int{1, 2, 200}[i])
		codes[len(codes)-1] = 11
		var bytes []byte
		bytes = append(bytes, proto.EncodeVarint(uint64(len(codes)))...)
		bytes = append(bytes, codes...)
		bytes = append(bytes, updates...)
		bytes = append(bytes, previous...)
		sum := sha256.Sum256(bytes)
		previous = sum[:]
		vectors = append(vectors, map[string]any{
			"codes": hex.EncodeToString(codes), "changes": changes, "hash": hex.EncodeToString(previous),
		})
	}
	return vectors
}
